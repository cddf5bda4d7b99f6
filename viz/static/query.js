"use strict";
(() => {
  const form = document.getElementById("query"), text = document.getElementById("text");
  const table = document.getElementById("result"), problem = document.getElementById("problem");
  if (location.hash.length > 1) text.value = decodeURIComponent(location.hash.slice(1));
  const cell = (name, value) => { const c = document.createElement(name); c.textContent = value; return c; };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.textContent = ""; table.replaceChildren();
    history.replaceState(null, "", `#${encodeURIComponent(text.value)}`);
    const reply = await fetch("/sparql", { method: "POST", body: new URLSearchParams({ query: text.value }), headers: { Accept: "application/sparql-results+json, text/turtle;q=0.5" } });
    if (!reply.ok) { const told = await reply.json(); problem.textContent = told.detail; if (told.line) { const lines = text.value.split("\n"); const at = lines.slice(0, told.line - 1).join("\n").length + (told.line > 1 ? 1 : 0) + (told.column || 1) - 1; text.focus(); text.setSelectionRange(at, at + 1); } return; }
    if (!reply.headers.get("content-type").includes("json")) { problem.textContent = await reply.text(); return; }
    const told = await reply.json();
    if ("boolean" in told) { problem.textContent = told.boolean ? "是 / true" : "否 / false"; return; }
    const head = document.createElement("tr");
    told.head.vars.forEach((name) => head.append(cell("th", name)));
    table.append(head, ...told.results.bindings.map((row) => { const tr = document.createElement("tr"); told.head.vars.forEach((name) => tr.append(cell("td", row[name] ? row[name].value : ""))); return tr; }));
  });
  form.querySelectorAll("[data-format]").forEach((button) => button.addEventListener("click", () => { location.href = `/sparql?format=${button.dataset.format}&query=${encodeURIComponent(text.value)}`; }));
})();
