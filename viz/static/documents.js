"use strict";
document.getElementById("upload").addEventListener("submit", async (event) => {
  event.preventDefault();
  const report = document.getElementById("report");
  const token = document.getElementById("token").value;
  report.textContent = "正在入库…";
  const reply = await fetch("/api/documents", { method: "POST", body: new FormData(event.target), headers: token ? { Authorization: `Bearer ${token}` } : {} });
  const told = await reply.json();
  report.textContent = reply.ok ? `已入库：${told.title || told.id}，覆盖 ${(100 * told.coverage).toFixed(1)}%` : told.detail;
});
