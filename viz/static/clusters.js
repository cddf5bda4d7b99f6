"use strict";
// Big graphs: nodes stand together in groups (a document, a kind), and a click opens one. All nodes are known from the
// start; only what is open is given to the drawing, so that five thousand nodes cost what some hundred do.
window.policyClusters = (names) => {
  const OPEN = 120; // so many at once can be told apart on a screen
  const all = new Map(), links = new Map(), degree = new Map();
  let placed = new Map(), groups = new Map(); // node → what stands for it; group → what it is

  const put = (id, label, kind, members) => {
    groups.set(id, { id, label, kind });
    for (const node of members) placed.set(node.id, id);
  };
  const by = (members, key) => {
    const parts = new Map();
    for (const node of members) { const k = key(node); if (!parts.has(k)) parts.set(k, []); parts.get(k).push(node); }
    return parts;
  };
  const name = (kind) => names[kind] || kind;
  const add = (nodes, edges) => {
    for (const n of nodes) if (!all.has(n.id)) { all.set(n.id, n); placed.set(n.id, n.id); }
    for (const e of edges) {
      const from = e.from || e.source, to = e.to || e.target, id = `${from} ${to} ${e.label}`;
      if (links.has(id) || !all.has(from) || !all.has(to)) continue;
      links.set(id, { id, from, to, label: e.label });
      for (const end of [from, to]) degree.set(end, (degree.get(end) || 0) + 1);
    }
  };
  // What belongs to one document stands together, what all share by its kind; a small group is no group.
  const gather = (focus) => {
    const rest = [...all.values()].filter((n) => n.id !== focus);
    for (const [key, members] of by(rest, (n) => n.document || `kind:${n.kind}`)) {
      if (members.length < 4) continue;
      const head = members.find((n) => n.kind === "document"), shared = key.startsWith("kind:");
      put(`group:${key}`, shared ? name(members[0].kind) : head ? head.label : key, shared ? members[0].kind : "document", members);
    }
  };
  const inside = (id) => [...all.values()].filter((n) => placed.get(n.id) === id);
  const open = (id) => {
    const members = inside(id), kinds = by(members, (n) => n.kind), { label } = groups.get(id);
    if (members.length <= OPEN) for (const n of members) placed.set(n.id, n.id);
    else if (kinds.size > 1) {
      for (const [kind, part] of kinds) if (part.length > 3) put(`${id}/${kind}`, name(kind), kind, part); else for (const n of part) placed.set(n.id, n.id);
    } else {
      members.sort((a, b) => (degree.get(b.id) || 0) - (degree.get(a.id) || 0));
      for (const n of members.slice(0, OPEN)) placed.set(n.id, n.id);
      put(`${id}+`, label, members[0].kind, members.slice(OPEN));
    }
  };
  const visible = (hidden) => {
    const nodes = new Map(), edges = new Map(), counts = new Map();
    for (const n of all.values()) {
      if (hidden.has(n.kind)) continue;
      const at = placed.get(n.id);
      counts.set(at, (counts.get(at) || 0) + 1);
      nodes.set(at, at === n.id ? n : { ...groups.get(at), count: counts.get(at) });
    }
    for (const e of links.values()) {
      const from = placed.get(e.from), to = placed.get(e.to);
      if (from === to || !nodes.has(from) || !nodes.has(to)) continue;
      const single = from === e.from && to === e.to, id = single ? e.id : `${from} ${to}`, known = edges.get(id);
      if (known) known.count += 1; else edges.set(id, { id, from, to, label: single ? e.label : "", count: 1 });
    }
    return { nodes: [...nodes.values()], edges: [...edges.values()] };
  };
  return {
    add, gather, open, visible,
    isGroup: (id) => groups.has(id),
    show: (ids) => { for (const id of ids) if (all.has(id)) placed.set(id, id); },
    find: (words) => [...all.values()].filter((n) => n.label.includes(words)).map((n) => n.id),
    kinds: () => { const found = new Map(); for (const n of all.values()) found.set(n.kind, (found.get(n.kind) || 0) + 1); return found; },
    keep: () => { const before = [new Map(placed), new Map(groups), new Map(all), new Map(links)]; return () => { [placed, groups] = before; for (const [now, was] of [[all, before[2]], [links, before[3]]]) { now.clear(); for (const [k, v] of was) now.set(k, v); } }; },
  };
};
