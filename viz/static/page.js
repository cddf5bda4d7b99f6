"use strict";
// What every page has: theme switch, sortable tables, copied links, selects that submit.
(() => {
  const { t } = window.policy;
  const root = document.documentElement;
  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const theme = document.getElementById("theme");
  const told = () => { if (theme) theme.setAttribute("aria-pressed", String(dark())); };
  told();
  theme?.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("policykg-theme", root.dataset.theme); } catch { /* the choice lasts for this page only */ }
    told();
    dispatchEvent(new Event("policy-theme"));
  });

  const value = (row, column) => { const cell = row.cells[column]; return cell ? cell.dataset.sort || cell.textContent.trim() : ""; };
  const compare = (a, b) => a !== "" && b !== "" && !isNaN(a) && !isNaN(b) ? a - b : a.localeCompare(b, "zh", { numeric: true });
  window.policy.sortable = (table) => {
    table.querySelectorAll("thead th").forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button"; button.textContent = head.textContent; head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        table.querySelectorAll("thead th").forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const rows = [...table.tBodies[0].rows].sort((a, b) => compare(value(a, column), value(b, column)) * (down ? -1 : 1));
        table.tBodies[0].append(...rows);
      });
    });
  };
  document.querySelectorAll("table.sortable").forEach(window.policy.sortable);

  document.querySelectorAll("[data-filters]").forEach((bar) => {
    const rows = () => [...document.getElementById(bar.dataset.filters).tBodies[0].rows], shown = bar.querySelector("output");
    const apply = () => {
      const words = (bar.querySelector("input")?.value || "").trim();
      const chosen = [...bar.querySelectorAll("select")].filter((s) => s.value).map((s) => [Number(s.dataset.column), s.value]);
      let count = 0;
      for (const row of rows()) {
        row.hidden = !((!words || row.textContent.includes(words)) && chosen.every(([c, v]) => row.cells[c].textContent.trim() === v));
        count += !row.hidden;
      }
      if (shown) shown.textContent = `${count} ${t("行")}`;
    };
    bar.querySelectorAll("select").forEach((select) => {
      const values = new Set(rows().map((row) => row.cells[Number(select.dataset.column)].textContent.trim()).filter(Boolean));
      [...values].sort((a, b) => a.localeCompare(b, "zh")).forEach((v) => select.add(new Option(v.length > 40 ? `${v.slice(0, 39)}…` : v, v)));
    });
    bar.addEventListener("input", apply);
    apply();
  });
  // On a phone what stands beside the text on a wide screen is folded, so that the text comes first.
  if (matchMedia("(max-width: 45rem)").matches) document.querySelectorAll("details[data-wide]").forEach((details) => { details.open = false; });
  document.querySelectorAll("select[data-submit]").forEach((select) => select.addEventListener("change", () => select.form.requestSubmit()));
  document.querySelectorAll("[data-copy]").forEach((button) => button.addEventListener("click", async () => {
    try { await navigator.clipboard.writeText(location.href); button.textContent = t("已复制"); }
    catch { button.textContent = location.href; } // no clipboard over plain http: the address itself can be taken
  }));
})();
