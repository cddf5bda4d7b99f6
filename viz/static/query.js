"use strict";
// The query page: an editor that paints and completes, results as a table with links, as bars, as files.
(() => {
  const { t: say, sortable } = window.policy;
  const by = (id) => document.getElementById(id);
  const [form, text, paint, lines, table, problem, list] = ["query", "text", "paint", "lines", "result", "problem", "complete"].map(by);
  if (location.hash.length > 1) text.value = decodeURIComponent(location.hash.slice(1));

  const TOKENS = /(#[^\n]*)|("""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(<[^<>\s]*>)|([?$][\p{L}\p{N}_]+)|([A-Za-z][\w-]*)?:([\p{L}\p{N}_.-]*)|\b([A-Za-z]+)\b/gu;
  const WORDS = new Set("SELECT DISTINCT REDUCED WHERE FILTER OPTIONAL UNION GRAPH CONSTRUCT DESCRIBE ASK ORDER GROUP BY HAVING LIMIT OFFSET ASC DESC BIND VALUES AS PREFIX BASE EXISTS NOT IN MINUS FROM NAMED COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT SEPARATOR STR LANG REGEX CONTAINS STRSTARTS IF COALESCE CONCAT a".split(" "));
  const span = (kind, value) => { const s = document.createElement("span"); s.className = `tok-${kind}`; s.textContent = value; return s; };
  let wrong = 0;
  const draw = () => {
    paint.replaceChildren();
    let at = 0;
    for (const m of text.value.matchAll(TOKENS)) {
      paint.append(text.value.slice(at, m.index));
      const kind = m[1] ? "comment" : m[2] ? "string" : m[3] ? "iri" : m[4] ? "variable" : m[7] ? (WORDS.has(m[7].toUpperCase()) || m[7] === "a" ? "keyword" : "") : "name";
      paint.append(kind ? span(kind, m[0]) : m[0]); at = m.index + m[0].length;
    }
    paint.append(`${text.value.slice(at)}\n`);
    lines.replaceChildren(...text.value.split("\n").map((_, i) => { const d = document.createElement("div"); d.textContent = i + 1; if (i + 1 === wrong) d.className = "line-error"; return d; }));
  };
  const follow = () => { paint.scrollTop = text.scrollTop; paint.scrollLeft = text.scrollLeft; lines.scrollTop = text.scrollTop; };
  text.addEventListener("scroll", follow);

  let terms = [];
  fetch("/api/vocabulary").then((r) => (r.ok ? r.json() : [])).then((found) => { terms = found; });
  let at = -1, timer = 0;
  const word = () => /[\p{L}\p{N}:_-]*$/u.exec(text.value.slice(0, text.selectionStart))[0];
  const close = () => { list.replaceChildren(); list.hidden = true; at = -1; };
  const insert = (value) => { const w = word(), end = text.selectionStart; text.setRangeText(value, end - w.length, end, "end"); close(); draw(); };
  const offer = (found) => { at = -1; list.replaceChildren(...found.slice(0, 12).map((t) => { const li = document.createElement("li"); li.setAttribute("role", "option"); li.textContent = `${t.label}  ${t.value}`; li.dataset.value = t.value; li.addEventListener("mousedown", (e) => { e.preventDefault(); insert(t.value); }); return li; })); list.hidden = !list.children.length; };
  const complete = async () => {
    const w = word();
    if (w.length < 2 || WORDS.has(w.toUpperCase())) { close(); return; }
    const low = w.toLowerCase(), mine = terms.filter((t) => t.value.toLowerCase().includes(low) || t.label.includes(w));
    offer(mine);
    if (mine.length < 6 && /\p{Script=Han}/u.test(w)) {
      clearTimeout(timer);
      timer = setTimeout(async () => { const reply = await fetch(`/api/entities?limit=8&q=${encodeURIComponent(w)}`); if (reply.ok && word() === w) offer([...mine, ...(await reply.json()).map((e) => ({ label: e.label, value: `<${e.iri}>` }))]); }, 200);
    }
  };
  text.addEventListener("input", () => { wrong = 0; draw(); complete(); });
  text.addEventListener("blur", () => setTimeout(close, 150));
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); return; }
    const items = [...list.children];
    if (event.key === "Escape") { close(); return; }
    if (!items.length) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); at = (at + (event.key === "ArrowDown" ? 1 : -1) + items.length) % items.length; items.forEach((item, i) => item.setAttribute("aria-selected", String(i === at))); }
    else if ((event.key === "Enter" || event.key === "Tab") && at >= 0) { event.preventDefault(); insert(items[at].dataset.value); }
  });

  const shorten = (iri) => { const t = terms.find((one) => one.iri === iri); const local = decodeURIComponent(iri).split("/id/")[1]; return t ? t.value : local || iri; };
  const cell = (value) => {
    const td = document.createElement("td");
    if (!value) return td;
    if (value.type === "uri") { const a = document.createElement("a"); const local = value.value.split("/id/")[1]; a.href = local ? `/page/${local}` : value.value; a.textContent = shorten(value.value); td.append(a); }
    else { td.textContent = value.value; if (/^-?\d+(\.\d+)?$/.test(value.value)) td.className = "number"; }
    return td;
  };
  const fill = (told) => {
    const head = table.createTHead().insertRow(), body = table.createTBody();
    for (const name of told.head.vars) { const th = document.createElement("th"); th.scope = "col"; th.textContent = name; if (told.results.bindings.length && told.results.bindings.every((row) => row[name] && !isNaN(row[name].value))) th.className = "number"; head.append(th); }
    body.append(...told.results.bindings.map((row) => { const tr = document.createElement("tr"); tr.append(...told.head.vars.map((name) => cell(row[name]))); return tr; }));
    sortable(table);
    by("count").textContent = `${told.results.bindings.length} ${say("行")}`;
  };
  const complain = async (reply) => {
    const told = await reply.json();
    problem.textContent = told.line ? `第 ${told.line} 行第 ${told.column || 1} 列：${told.detail}` : told.detail;
    if (!told.line) return;
    wrong = told.line; draw();
    const before = text.value.split("\n").slice(0, told.line - 1).join("\n").length + (told.line > 1 ? 1 : 0) + (told.column || 1) - 1;
    text.focus(); text.setSelectionRange(before, before + 1);
  };
  let last = null;
  const run = async () => {
    problem.textContent = ""; table.replaceChildren(); by("picture").replaceChildren(); by("count").textContent = ""; last = null;
    history.replaceState(null, "", `#${encodeURIComponent(text.value)}`);
    const reply = await fetch("/sparql", { method: "POST", body: new URLSearchParams({ query: text.value }), headers: { Accept: "application/sparql-results+json, text/turtle;q=0.5" } });
    if (!reply.ok) return complain(reply);
    if (!reply.headers.get("content-type").includes("json")) { const pre = document.createElement("pre"); pre.textContent = await reply.text(); by("picture").append(pre); return; }
    last = await reply.json();
    if ("boolean" in last) problem.textContent = last.boolean ? "是 / true" : "否 / false"; else fill(last);
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); run(); });

  by("chart").addEventListener("click", () => {
    const box = by("picture"); box.replaceChildren();
    const rows = last?.results?.bindings || [], number = last?.head.vars.find((v) => rows.length && rows.every((r) => r[v] && !isNaN(r[v].value))), label = last?.head.vars.find((v) => v !== number);
    if (!number || !label) { problem.textContent = say("图表需要一列文字和一列数字。"); return; }
    const most = Math.max(...rows.map((r) => Number(r[number].value))), t = document.createElement("table");
    for (const r of rows.slice(0, 60)) { const tr = t.insertRow(); tr.insertCell().textContent = r[label] ? (r[label].type === "uri" ? shorten(r[label].value) : r[label].value) : ""; const m = document.createElement("meter"); m.max = most; m.value = Number(r[number].value); m.textContent = r[number].value; tr.insertCell().append(m, ` ${r[number].value}`); }
    box.append(t);
  });
  form.querySelectorAll("[data-format]").forEach((button) => button.addEventListener("click", () => { const place = button.dataset.format === "xlsx" || button.dataset.format === "csv" ? `/export/query.${button.dataset.format}?` : `/sparql?format=${button.dataset.format}&`; location.href = `${place}query=${encodeURIComponent(text.value)}`; }));
  by("examples").addEventListener("change", (event) => { if (event.target.value) { text.value = event.target.value; wrong = 0; draw(); run(); } });
  draw();
})();
