// The colours that the reader chose, before anything is drawn.
try {
  const scheme = localStorage.getItem("pmledger-scheme");
  if (scheme === "light" || scheme === "dark") document.documentElement.dataset.scheme = scheme;
} catch { /* storage is off: the system's colours */ }
