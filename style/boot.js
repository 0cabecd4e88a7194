// Runs before anything is drawn: colours and language of the person, and the first requests, so that they travel beside the program.
(function () {
  var root = document.documentElement;
  var stored = function (name) {
    try { return localStorage.getItem(name); } catch (_) { return null; }
  };
  var brand = stored("entente.brand");
  if (brand) root.style.setProperty("--brand", brand);
  var theme = stored("entente.theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;

  var spoken = ["en", "de"];
  var chosen = stored("entente.locale");
  if (chosen !== "en-XA" && spoken.indexOf(chosen) < 0) {
    chosen = (navigator.languages || [])
      .map(function (tag) { return tag.split("-")[0]; })
      .filter(function (language) { return spoken.indexOf(language) >= 0; })[0] || "en";
  }
  root.lang = chosen;

  // Answers by path: the app takes them up and asks for nothing twice.
  var boot = (window.ententeBoot = {});
  var start = function (path) {
    boot[path] = fetch(path, { credentials: "same-origin", headers: { accept: "application/json" } });
    boot[path].catch(function () {});
  };
  start("/locales/" + chosen.split("-")[0] + ".json");
  var page = location.pathname;
  var outside = /^\/(gallery|sign-in|forgot-password|reset|invitation|apply|application|embed)(\/|$)/.test(page);
  if (page !== "/gallery") start("/api/v1/session");
  var applies = /^\/(apply(\/status)?|application)\/?$/.test(page);
  if (/^\/(sign-in|apply)(\/|$)/.test(page)) start("/api/v1/program");
  if (/^\/apply(\/|$)/.test(page)) start("/api/v1/applications/own");
  // The frame's numbers and what the page itself reads first, where somebody was signed in when this device was last here.
  if (!outside && stored("entente.here")) ["/home"].concat(firstReads(page, location.search)).forEach(function (path) { start("/api/v1" + path); });

  // Whether the person may read the pages below an address; the app says so after each visit.
  function mayRead(address) {
    return (stored("entente.reads") || "").split(" ").indexOf(address) >= 0;
  }

  // The same addresses that src/api makes: another one would be asked for beside it. What a person chose in a list, save the open drawer, is
  // what the API is asked for.
  function firstReads(page, search) {
    var room = page.split("/")[1];
    if (!mayRead(room)) return [];
    var list = /^\/(deals|approvals|applications|journeys|partners|funds)\/?$/.exec(page);
    var record = /^\/(deals|approvals|applications|partners|funds)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(\/edit)?$/.exec(page);
    if (list) {
      var chosen = search.slice(1).split("&").filter(function (pair) { return pair && !/^(deal|item)=/.test(pair); });
      // What is decided has no clock any more: the last decision first.
      if (list[1] === "approvals" && chosen.indexOf("state=decided") >= 0 && !/[?&]sort=/.test(search)) chosen.push("sort=-decided");
      return ["/" + list[1] + "?" + chosen.concat("limit=25").join("&")];
    }
    if (record) {
      var one = "/" + record[1] + "/" + record[2];
      if (record[1] === "deals" && !record[3]) return [one, one + "/activity?limit=50", one + "/comments?limit=100"];
      // A partner is opened at the overview unless its address names a tab.
      if (record[1] === "partners" && !/[?&]tab=/.test(search)) return [one, one + "/journey", one + "/agreement"];
      // Below its figures a fund shows entries, to the vendor's people what partners have unless its address asks for something else.
      if (record[1] === "funds" && !record[3]) {
        var asked = function (names) {
          return search.slice(1).split("&").filter(function (pair) { return names.test(pair); }).concat("limit=25").join("&");
        };
        if (stored("entente.partner")) return [one, one + "/entries?" + asked(/^account=/)];
        if (/[?&](partner=|account=|tab=entries)/.test(search)) return [one, one + "/entries?" + asked(/^(partner|account)=/)];
        return /[?&]tab=rule/.test(search) ? [one] : [one, one + "/balances?" + asked(/^search=/)];
      }
      return [one];
    }
    if (/^\/funds\/requests\/?$/.test(page)) return ["/fund_requests?" + search.slice(1).split("&").filter(Boolean).concat("limit=25").join("&")];
    // A form of a request needs the program's rules and the partner's funds.
    var form = /^\/funds\/requests\/(?:new|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/edit)$/.exec(page);
    if (form) return ["/fund_rules", "/funds?limit=100"].concat(form[1] ? "/fund_requests/" + form[1] : []);
    // Of the pages of a room some are for fewer people than the room.
    var side = /^\/(funds\/(?:payments|returns|outlook))(?:\/|$)/.exec(page);
    if (side && !mayRead(side[1])) return [];
    // What is owed, of the currency in the address, and the batches so far.
    if (/^\/funds\/payments\/?$/.test(page)) return ["/fund_payments/owed" + search, "/fund_payments?limit=25"];
    // The report always says what it groups by, and can be narrowed to a fund.
    if (/^\/funds\/returns\/?$/.test(page)) {
      var by = /[?&]by=/.test(search) ? search : "?by=activity_type" + search.replace("?", "&");
      return ["/fund_returns" + by, "/funds?limit=100"];
    }
    // An activity, a claim or a batch; the form of a claim judges what is typed by the rules of the day.
    var mdf = /^\/funds\/(requests|claims|payments)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(\/edit)?$/.exec(page);
    if (mdf && mdf[1] === "requests" && !mdf[3]) return ["/fund_requests/" + mdf[2]];
    if (mdf && mdf[1] === "payments" && !mdf[3]) return ["/fund_payments/" + mdf[2]];
    if (mdf && mdf[1] === "claims") return ["/fund_claims/" + mdf[2]].concat(mdf[3] ? ["/fund_rules"] : []);
    var own = { journey: "/journey", agreement: "/agreement", company: "" }[room];
    if (own !== undefined && stored("entente.partner")) return ["/partners/" + stored("entente.partner") + own];
    if (page === "/journeys/funnel") return ["/journeys/funnels" + search];
    if (page === "/journeys/time-to-value") return ["/journeys/time_to_value" + (/[?&]by=/.test(search) ? search : "?by=partner_type")];
    if (page === "/funds/outlook") return ["/fund_outlook"];
    if (page === "/people") return ["/users?limit=25", "/invitations?limit=25"];
    if (room === "settings") return ["/settings/versions?limit=12"];
    return [];
  }

  // The part of the app that the page travels in, beside the main part. The build fills in the files of each.
  var chunks = {};
  var chunk = outside ? outsideChunkOf(page) : stored("entente.here") && chunkOf(page);
  (chunks[chunk] || []).forEach(function (file) {
    var link = document.createElement("link");
    link.rel = "preload";
    link.as = "fetch";
    link.crossOrigin = "anonymous";
    link.href = file;
    document.head.append(link);
  });

  function outsideChunkOf(page) {
    if (applies) return "apply";
    return /^\/(sign-in|forgot-password|reset|invitation)\/?$/.test(page) && "entry";
  }

  // As in the route tables of src/.
  function chunkOf(page) {
    var room = page.split("/")[1];
    var open = { "": "home", profile: "account" };
    if (room in open) return open[room];
    if (!mayRead(room)) return "";
    if (/^\/funds\/outlook\/?$/.test(page)) return "outlook";
    if (/^\/funds\/payments(\/|$)/.test(page)) return "payments";
    if (room === "deals") return /^\/deals\/?$/.test(page) ? "" : "deal";
    if (/^\/funds\/requests\/[0-9a-f-]{36}\/?$/.test(page)) return "activity";
    if (/^\/funds\/claims\//.test(page)) return "claims";
    if (/^\/funds\/requests(\/|$)/.test(page)) return "requests";
    return {
      approvals: "approvals", applications: "approvals", journeys: "partners", partners: "partners", funds: "funds", people: "account", settings: "settings",
      journey: "partner", agreement: "partner", company: "partner",
    }[room];
  }

  // Called once the app is drawn.
  window.ententeBooted = function () {
    root.classList.add("booted");
    window.dispatchEvent(new Event("entente:booted"));
    // An answer that nobody took up by now would be old when somebody did.
    setTimeout(function () { for (var path in boot) delete boot[path]; }, 5000);
    // Only now: the worker fetches what the app just did and the chunks of all other pages, and must not compete with what this page reads.
    var workers = navigator.serviceWorker;
    if (workers) setTimeout(function () { workers.register("/service-worker.js").catch(function () {}); }, 3000);
  };

  // Said without the catalogue: when the app is gone, so may be everything that it loaded.
  var words = {
    en: ["Something went wrong", "Your drafts are kept. Load the page again to go on where you were.", "Load again"],
    de: ["Etwas ist schiefgegangen", "Ihre Entwürfe sind gesichert. Laden Sie die Seite neu, um weiterzumachen.", "Neu laden"],
  };
  window.ententeCrash = function () {
    var crash = document.getElementById("crash");
    if (!crash || crash.open) return;
    var say = words[root.lang] || words.en;
    document.getElementById("crash-title").textContent = say[0];
    document.getElementById("crash-text").textContent = say[1];
    var reload = document.getElementById("crash-reload");
    reload.textContent = say[2];
    reload.onclick = function () { location.reload(); };
    // A modal of its own: it must lie over whatever dialog was open.
    crash.showModal();
    crash.oncancel = function (event) { event.preventDefault(); };
    reload.focus();
  };
  // The program itself could not be had, or could not be started.
  window.addEventListener("unhandledrejection", function (event) {
    if (!root.classList.contains("booted") && event.reason instanceof WebAssembly.CompileError) window.ententeCrash();
  });
})();
