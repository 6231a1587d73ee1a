"""All faults that reading a file can find, in the order of their codes."""

from pmledger.reader.faults_csv import CSV_FAULTS
from pmledger.reader.faults_fields import FIELDS_FAULTS
from pmledger.reader.faults_files import FILES_FAULTS
from pmledger.reader.faults_settings import SETTINGS_FAULTS
from pmledger.reader.faults_text import TEXT_FAULTS
from pmledger.reader.faults_values import VALUES_FAULTS
from pmledger.reader.faults_yaml import YAML_FAULTS
from pmledger.source.diagnostic import Fault

FAULTS: tuple[Fault, ...] = tuple(
    sorted(
        (
            *TEXT_FAULTS,
            *YAML_FAULTS,
            *FILES_FAULTS,
            *CSV_FAULTS,
            *FIELDS_FAULTS,
            *VALUES_FAULTS,
            *SETTINGS_FAULTS,
        ),
        key=lambda fault: fault.code,
    )
)
