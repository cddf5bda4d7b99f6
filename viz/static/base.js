"use strict";
// Runs before the page is drawn: the chosen theme, and the words of English pages.
(() => {
  let theme = null;
  try { theme = localStorage.getItem("policykg-theme"); } catch { /* storage may be forbidden; the system's theme stays */ }
  if (theme) document.documentElement.dataset.theme = theme;
  window.policy = {
    t: (text) => (window.policyWords || {})[text] || text,
    element: (name, text = "", attributes = {}) => {
      const made = document.createElement(name);
      made.textContent = text;
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      return made;
    },
    pageOf: (iri) => { const at = iri.indexOf("/id/"); return at < 0 ? null : `/page/${iri.slice(at + 4).split("/").map(encodeURIComponent).join("/")}`; },
    save: (name, content, type) => {
      const link = document.createElement("a");
      link.href = typeof content === "string" && content.startsWith("data:") ? content : URL.createObjectURL(new Blob([content], { type }));
      link.download = name;
      document.body.append(link); link.click(); link.remove();
    },
  };
})();
