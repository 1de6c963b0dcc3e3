// Filters, searches and sorts the work list. Everything here is on the page or one click away without it.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const form = $("filter"), results = $("results"), all = $("all"), found = $("found");
  const SHOWN = 30;
  const SEVERITY = ["fix now", "fix soon", "look at"], STYLE = ["error", "warning", "note"];
  // page: title, address, file, section, owner, date, now, soon, look, open, kinds, states, checks
  // cause: headline, quote, severity, kind, pages, href, states, sections, owners, name, checks
  // check: code, kind, title
  const pages = data.pages.map((p) => ({ p, text: (p[0] + " " + p[1]).toLowerCase() }));
  const causes = data.causes.map((c) => ({ c, text: (c[0] + " " + c[1] + " " + c[9]).toLowerCase() }));
  const option = (select, value, words) => {
    const o = document.createElement("option");
    o.value = value; o.textContent = words; select.append(o);
  };
  data.kinds.forEach((k, i) => {
    const own = data.checks.map((c, at) => [c, at]).filter(([c]) => c[1] === i);
    if (!own.length) return;
    option($("kind"), "k" + i, k);
    const group = document.createElement("optgroup");
    group.label = k + ", by check";
    $("kind").append(group);
    for (const [c, at] of own) option(group, "c" + at, c[2]);
  });
  data.sections.forEach((s, i) => option($("section"), String(i), s || "(top)"));
  data.owners.forEach((s, i) => option($("owner"), String(i), s || "(nobody)"));
  for (const id of ["section", "owner"]) if ($(id).options.length < 3) $(id).parentElement.hidden = true;
  form.hidden = pages.length + causes.length < 2;

  let order = null, descending = true;
  const make = (tag, words, name) => {
    const e = document.createElement(tag);
    if (words !== undefined) e.textContent = words;
    if (name) e.className = name;
    return e;
  };
  const anchor = (href, words) => {
    const a = make("a", words);
    a.href = href;
    return a;
  };
  // A long address goes on in the next line behind a slash, not inside a word.
  const address = (words) => {
    const e = make("span", undefined, "address");
    words.split("/").forEach((part, i) => e.append(...(i ? ["/", make("wbr"), part] : [part])));
    return e;
  };
  const plural = (n, one) => n.toLocaleString("en") + " " + one + (n === 1 ? "" : "s");

  function pageTable(list, count) {
    const table = make("table", undefined, "stack");
    const head = table.createTHead().insertRow();
    [["Page", 0], ["Its date", 5], ["Fix now", 6], ["Fix soon", 7], ["Look at", 8], ["Not verified", 9]].forEach(([words, key]) => {
      const th = make("th", undefined, key > 5 ? "number" : "");
      th.scope = "col";
      const b = make("button", words);
      b.type = "button";
      b.dataset.key = key;
      if (order === key) th.setAttribute("aria-sort", descending ? "descending" : "ascending");
      th.append(b);
      head.append(th);
    });
    const body = table.createTBody();
    for (const { p } of list.slice(0, count)) {
      const row = body.insertRow();
      const th = make("th");
      th.scope = "row";
      th.append(anchor("pages/" + p[2], p[0]), address(p[1].replace(/^https?:\/\//, "")));
      row.append(th);
      [["Its date", p[5] || "none"], ["Fix now", p[6]], ["Fix soon", p[7]], ["Look at", p[8]], ["Not verified", p[9]]].forEach(([label, value], i) => {
        const td = row.insertCell();
        td.textContent = value || "–";
        td.dataset.label = label;
        if (i) td.className = "number";
      });
    }
    return table;
  }

  function sorted(list) {
    if (order === null) return list;
    const sign = descending ? -1 : 1;
    return [...list].sort((a, b) => sign * (a.p[order] < b.p[order] ? -1 : a.p[order] > b.p[order] ? 1 : 0));
  }

  function more(list, count, links, again) {
    if (list.length <= count) return [];
    const b = make("button", "Show more (" + plural(list.length - count, "further one") + ")");
    b.type = "button";
    b.addEventListener("click", () => {
      again(count + 200);
      results.querySelectorAll(links)[count].focus(); // the button is gone: the first of what is new goes on from it
    });
    return [b];
  }

  function show(causeCount = SHOWN, pageCount = SHOWN) {
    const q = $("q").value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const pick = (id) => ($(id).value === "" ? null : Number($(id).value));
    const severity = pick("severity"), section = pick("section"), owner = pick("owner"), state = pick("state");
    const chosen = $("kind").value, kind = chosen[0] === "k" ? Number(chosen.slice(1)) : null, check = chosen[0] === "c" ? Number(chosen.slice(1)) : null;
    const active = q.length || [severity, kind, check, section, owner, state].some((v) => v !== null) || order !== null;
    results.hidden = !active;
    all.hidden = Boolean(active);
    if (!active) { found.textContent = "All is shown."; results.replaceChildren(); return; }
    const has = (text) => q.every((w) => text.includes(w));
    const someCauses = causes.filter(({ c, text }) =>
      (severity === null || c[2] === severity) && (kind === null || c[3] === kind) && (check === null || c[10].includes(check)) && (state === null || c[6] & state) &&
      (section === null || c[7].includes(section)) && (owner === null || c[8].includes(owner)) && has(text));
    const somePages = sorted(pages.filter(({ p, text }) =>
      (severity === null || p[6 + severity] > 0) && (kind === null || p[10] & (1 << kind)) && (check === null || p[12].includes(check)) && (state === null || p[11] & state) &&
      (section === null || p[3] === section) && (owner === null || p[4] === owner) && has(text)));
    found.textContent = plural(someCauses.length, "cause") + ", " + plural(somePages.length, "page");
    const list = make("ul", undefined, "rows");
    for (const { c } of someCauses.slice(0, causeCount)) {
      const li = make("li");
      li.append(make("span", SEVERITY[c[2]], "tag " + STYLE[c[2]]), " ", anchor(c[5], c[0]), " ", make("span", plural(c[4], "page"), "soft"));
      list.append(li);
    }
    results.replaceChildren(
      make("h2", "Causes"), someCauses.length ? list : make("p", "None.", "soft"), ...more(someCauses, causeCount, "ul.rows a", (n) => show(n, pageCount)),
      make("h2", "Pages"), somePages.length ? pageTable(somePages, pageCount) : make("p", "None.", "soft"), ...more(somePages, pageCount, "tbody a", (n) => show(causeCount, n)));
  }

  form.addEventListener("input", () => show());
  form.addEventListener("submit", (e) => e.preventDefault());
  form.addEventListener("reset", () => { order = null; setTimeout(show); });
  const sort = (key) => {
    descending = order === key ? !descending : key > 5;
    order = key;
    show();
    const again = results.querySelector('button[data-key="' + key + '"]');
    if (again) again.focus();
  };
  results.addEventListener("click", (e) => {
    const key = e.target.dataset && e.target.dataset.key;
    if (key !== undefined) sort(Number(key));
  });
  // A kind in the table beside the cards shows its pages.
  document.querySelectorAll("#kind-table [data-code]").forEach((span) => {
    const at = data.checks.findIndex((c) => c[0] === span.dataset.code);
    const b = make("button", span.textContent);
    b.type = "button";
    b.addEventListener("click", () => {
      $("kind").value = "c" + at;
      show();
      form.scrollIntoView();
      $("kind").focus();
    });
    span.replaceWith(b);
  });
  // The static table's heads sort too: the result takes its place.
  document.querySelectorAll("#page-table thead th").forEach((th, i) => {
    const b = make("button", th.textContent);
    b.type = "button";
    b.addEventListener("click", () => sort([0, 5, 6, 7, 8, 9][i]));
    th.replaceChildren(b);
  });
})();
