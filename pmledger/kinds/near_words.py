"""Words that people write for a field or a state before they know its name, and the names they may mean."""

from collections.abc import Collection, Mapping

NEAR_WORDS: Mapping[str, tuple[str, ...]] = {
    # Dates
    "due_date": ("due", "due_on", "deadline"),
    "deadline": ("due", "due_on"),
    "start_date": ("start", "planned_start", "start_no_earlier", "first_on", "date"),
    "end_date": ("planned_finish", "due", "until", "closed_on"),
    "截止日期": ("due", "due_on", "deadline", "needed_by", "planned_finish", "until"),
    "截止日": ("due", "due_on", "deadline", "needed_by", "planned_finish", "until"),
    "到期日期": ("due_on", "due"),
    "到期日": ("due", "due_on"),
    "期限": ("due", "due_on", "deadline"),
    "开始日期": ("start", "planned_start", "start_no_earlier", "first_on", "period_from", "sent_on"),
    "结束日期": ("planned_finish", "due", "until", "period_to", "closed_on"),
    "完成日期": ("done_on", "actual_finish", "actual_date", "kept_on", "completed_on", "resolved_on", "implemented_on"),
    "提出日期": ("requested_on", "raised_on", "received_on", "found_on", "opened_at"),
    "提交日期": ("requested_on", "submitted_on", "opened_at"),
    "开票日期": ("issued_on",),
    "付款日期": ("paid_on",),
    "批准日期": ("approved_on", "decided_on"),
    "会议日期": ("date",),
    # People
    "assignee": ("owner", "assignees"),
    "responsible": ("owner",),
    "负责人": ("owner", "manager", "account_manager"),
    "提出人": ("requested_by", "raised_by", "requester", "from", "found_by"),
    "提交人": ("requested_by", "requester", "raised_by"),
    "报告人": ("raised_by", "found_by", "from", "requested_by"),
    "审批人": ("approver", "approved_by", "decided_by"),
    "批准人": ("approver", "approved_by", "decided_by"),
    "经办人": ("owner", "assignees"),
    "参会人": ("participants",),
    "参会人员": ("participants",),
    "与会人员": ("participants",),
    "项目负责人": ("manager",),
    "公司": ("organisation",),
    # Amounts and numbers
    "净额": ("net",),
    "税前金额": ("net",),
    "含税金额": ("gross",),
    "总额": ("gross", "amount"),
    "金额": ("amount", "net", "gross"),
    "发出份数": ("sent_count",),
    "发放份数": ("sent_count",),
    "发出数量": ("sent_count",),
    "发放数量": ("sent_count",),
    "发票编号": ("number",),
    "发票号码": ("number",),
    "预算": ("budget", "amount"),
    "合同金额": ("contract_value",),
    "工作量": ("effort", "hours"),
    "进度": ("percent_complete",),
    "完成率": ("percent_complete",),
    # Texts
    "描述": ("description", "statement", "summary", "situation", "event", "body"),
    "会议纪要": ("summary",),
    "纪要": ("summary",),
    "处理结果": ("resolution", "response", "outcome"),
    # States
    "已支付": ("paid",),
    "已付款": ("paid",),
    "已收款": ("paid",),
    "已开票": ("issued",),
    "已发出": ("issued", "open"),
    "已签约": ("won",),
    "已通过": ("approved", "accepted"),
    "已完成": ("done", "completed", "achieved", "held", "resolved", "kept", "delivered", "implemented", "applied"),
    "已结束": ("closed", "ended", "completed"),
    "已关闭": ("closed", "completed"),
    "未开始": ("todo", "planned", "open", "proposed"),
    "未完成": ("open", "todo", "in_progress", "missed"),
    "待处理": ("open", "new", "todo", "submitted", "received"),
    "待审批": ("submitted", "under_review", "proposed"),
    "进行中": ("in_progress", "active", "executing", "open", "responding"),
    "新建": ("open", "new", "submitted", "received", "identified", "captured"),
}
"""By the word, in small letters and with underscores: the names of fields and states, the likeliest first.

A word is only suggested where a kind has one of the names and does not know the word itself: nothing is read by it.
"""


def meant(written: str, known: Collection[str]) -> tuple[str, ...]:
    """The names among those known that a word may mean, at most three, the likeliest first."""
    word = written.strip().casefold().replace("-", "_").replace(" ", "_")
    return tuple(name for name in NEAR_WORDS.get(word, ()) if name in known)[:3]
