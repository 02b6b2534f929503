/* The annotated map: statements as points, lines and areas, services, and a small drawing tool.
 *
 * start(map, options)  draws the background; called once per territory, by a script that does not change.
 * show(view)           draws marks, services and what has just been drawn; called at every change.
 * What is drawn goes to Python once it is finished; nothing leaves the browser before.
 * Texts come from our store and are always written as text, never as HTML.
 */
window.DiagnosticAnnotee = (function () {
  "use strict";
  var map = null, options = null, view = null, layers = null, fitted = false, badges = [], shown = "";
  var mode = "", points = [], sketch = null, tools = {}, hint = null, finish = null, undo = null, clear = null;
  var LEAST = { point: 1, ligne: 2, zone: 3 };

  function send(value) {
    window.Streamlit.setComponentValue({ annotation: value, moment: Date.now() });
  }

  function card(title, lines) {
    var box = document.createElement("div"), name = document.createElement("strong");
    name.textContent = title;
    box.appendChild(name);
    lines.forEach(function (text) {
      var line = document.createElement("div");
      line.textContent = text;
      box.appendChild(line);
    });
    return box;
  }

  function latlngs(positions) {
    return positions.map(function (position) { return [position[1], position[0]]; });
  }

  function shape(form, positions, style) {
    if (form === "ligne") { return L.polyline(positions, style); }
    return form === "zone" ? L.polygon(positions, style) : null;
  }

  /* Numbers that fall on one another stand side by side; the marks stay, only their badges move. */
  function spread() {
    var taken = [];
    badges.forEach(function (badge) {
      var at = map.latLngToLayerPoint(badge.at), shift = 0;
      while (taken.some(function (other) {
        return Math.abs(other.x - at.x - shift) < 42 && Math.abs(other.y - at.y) < 24;
      })) { shift += 44; }
      taken.push({ x: at.x + shift, y: at.y });
      badge.node.style.left = shift + "px";
      badge.marker.getTooltip().options.offset = L.point(shift + 16, 0);
    });
  }

  function paintMarks() {
    badges = [];
    view.marques.forEach(function (mark) {
      var chosen = mark.id === view.choisi;
      var drawn = shape(mark.forme, latlngs(mark.positions), { color: mark.couleur, weight: chosen ? 6 : 4,
        dashArray: mark.tirets || null, fillColor: mark.couleur, fillOpacity: 0.14, pane: "formes" });
      var choose = function (event) {
        L.DomEvent.stopPropagation(event);
        if (!mode) { send({ constat: mark.id }); }
      };
      if (drawn) { drawn.on("click", choose).addTo(layers); }
      var badge = document.createElement("span");
      badge.className = "marque" + (chosen ? " choisie" : "");
      badge.style.setProperty("--couleur", mark.couleur);
      badge.textContent = mark.numero;
      var marker = L.marker([mark.repere[1], mark.repere[0]], { alt: mark.titre, title: "", keyboard: true, pane: "numeros",
        icon: L.divIcon({ className: "", html: badge, iconSize: [0, 0] }) });
      marker.on("click", choose).on("keypress", function (event) {
        if (event.originalEvent.key === "Enter") { send({ constat: mark.id }); }
      });
      marker.bindTooltip(function () { return card(mark.titre, mark.lignes); }, { opacity: 1, offset: [16, 0] });
      marker.addTo(layers);
      var node = marker.getElement();
      node.setAttribute("role", "button");
      node.setAttribute("aria-label", mark.titre);
      node.setAttribute("data-constat", mark.id);
      badges.push({ at: marker.getLatLng(), node: badge, marker: marker });
    });
    spread();
  }

  function paintServices() {
    view.services.forEach(function (service) {
      var sign = document.createElement("span");
      sign.className = "service-point" + (service.flou ? " flou" : "");
      L.marker([service.lat, service.lon], { keyboard: false, pane: "services",
        icon: L.divIcon({ className: "", html: sign, iconSize: [0, 0] }) })
        .bindTooltip(function () { return card(service.titre, service.lignes); }, { opacity: 1 }).addTo(layers);
    });
  }

  /* What is being drawn, or waits for its words: dashed, with a dot at every point. */
  function paintSketch() {
    sketch.clearLayers();
    var form = mode, places = points;
    if (!mode && view && view.brouillon) { form = view.brouillon.forme; places = latlngs(view.brouillon.positions); }
    if (!form || !places.length) { return; }
    var style = { color: options.encre, weight: 3, dashArray: "6 6", fillOpacity: 0.1, interactive: false, pane: "croquis" };
    var drawn = places.length > 1 ? shape(form === "zone" && places.length < 3 ? "ligne" : form, places, style) : null;
    if (drawn) { sketch.addLayer(drawn); }
    places.forEach(function (place) {
      sketch.addLayer(L.circleMarker(place, { radius: 6, color: options.encre, weight: 2, fillColor: "#FFFFFF", fillOpacity: 1,
        interactive: false, pane: "croquis" }));
    });
  }

  function paint() {
    if (!view || !layers) { return; }
    layers.clearLayers();
    paintServices();
    paintMarks();
    paintSketch();
    var box = map.getContainer();
    box.dataset.constats = String(view.marques.length);
    box.dataset.services = String(view.services.length);
    box.dataset.brouillon = view.brouillon ? view.brouillon.forme : "";
    box.setAttribute("aria-label", view.titre);
    box.dataset.ready = "true";
  }

  function button(parent, words, act) {
    var node = document.createElement("button");
    node.type = "button";
    node.className = "outil";
    node.textContent = words;
    node.addEventListener("click", act);
    parent.appendChild(node);
    return node;
  }

  function refreshTools() {
    Object.keys(tools).forEach(function (form) {
      tools[form].setAttribute("aria-pressed", String(form === mode));
    });
    [finish, undo, clear].forEach(function (node) { node.hidden = !mode; });
    finish.hidden = !mode || mode === "point";
    finish.disabled = points.length < LEAST[mode];
    undo.disabled = clear.disabled = !points.length;
    undo.hidden = undo.hidden || mode === "point";
    clear.hidden = clear.hidden || mode === "point";
    hint.textContent = mode ? options.mots[mode] : "";
    hint.hidden = !mode;
    hint.parentNode.classList.toggle("actif", Boolean(mode));
    map.getContainer().classList.toggle("dessine", Boolean(mode));
    map.getContainer().dataset.mode = mode;
    map.getContainer().dataset.points = String(points.length);
  }

  function begin(form) {
    mode = mode === form ? "" : form;
    points = [];
    refreshTools();
    paintSketch();
  }

  function done() {
    var drawn = { forme: mode, positions: points.map(function (at) { return [at.lng, at.lat]; }) };
    mode = "";
    if (view) { view.brouillon = { forme: drawn.forme, positions: drawn.positions }; }
    shown = "";
    points = [];
    refreshTools();
    paintSketch();
    send({ dessin: drawn });
  }

  function addPoint(event) {
    if (!mode) { return; }
    points.push(event.latlng);
    if (mode === "point") { done(); return; }
    refreshTools();
    paintSketch();
  }

  function drawTools() {
    var control = L.control({ position: "topright" });
    control.onAdd = function () {
      var box = document.createElement("div");
      box.className = "outils";
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", options.mots.outils);
      L.DomEvent.disableClickPropagation(box);
      L.DomEvent.disableScrollPropagation(box);
      ["point", "ligne", "zone"].forEach(function (form) {
        tools[form] = button(box, options.mots.formes[form], function () { begin(form); });
        tools[form].classList.add("forme");
      });
      undo = button(box, options.mots.annuler, function () { points.pop(); refreshTools(); paintSketch(); });
      clear = button(box, options.mots.effacer, function () { points = []; refreshTools(); paintSketch(); });
      finish = button(box, options.mots.terminer, done);
      hint = document.createElement("p");
      hint.setAttribute("role", "status");
      box.appendChild(hint);
      return box;
    };
    control.addTo(map);
    refreshTools();
  }

  function label(text, position, here) {
    var words = document.createElement("span");
    words.textContent = text;
    L.marker([position[1], position[0]], { interactive: false, keyboard: false, pane: "noms",
      icon: L.divIcon({ className: "nom-voisin" + (here ? " ici" : ""), html: words, iconSize: [0, 0] }) }).addTo(map);
  }

  function pane(name, order, through) {
    map.createPane(name).style.zIndex = order;
    if (through) { map.getPane(name).style.pointerEvents = "none"; }
  }

  function background(geography) {
    if (geography) {
      L.geoJson(geography, { interactive: false, pane: "fond",
        style: { color: "#FFFFFF", weight: 1.5, fillColor: "#E4E7E7", fillOpacity: options.opacite } }).addTo(map);
    }
    L.geoJson(options.contour, { interactive: false, pane: "fond",
      style: { color: options.encre, weight: 2.5, fillColor: "#FFFFFF", fillOpacity: options.opacite, lineJoin: "round" } }).addTo(map);
    options.noms.forEach(function (name) { label(name.nom, [name.lon, name.lat], name.ici); });
    paint();
  }

  /* The frame gets its size after the script has run: fit once there is something to fit in. */
  function fitFrame() {
    if (window.innerHeight < 100) { return; }
    var box = map.getContainer();
    box.style.height = window.innerHeight + "px";
    box.style.width = "100%";
    map.invalidateSize();
    if (!fitted) {
      map.fitBounds(options.cadre, { padding: [12, 12], animate: false });
      fitted = true;
    }
  }

  return {
    start: function (target, given) {
      map = target;
      options = given;
      document.documentElement.lang = "fr";
      map.doubleClickZoom.disable();
      var box = map.getContainer();
      box.setAttribute("role", "application");
      // Leaflet focuses the map at the first click; the page around would scroll away under the finger.
      box.focus = function () { window.HTMLElement.prototype.focus.call(box, { preventScroll: true }); };
      pane("fond", 300, true);
      pane("noms", 420, true);
      pane("formes", 440);
      pane("services", 450);
      pane("numeros", 470);
      pane("croquis", 480, true);
      L.control.zoom({ zoomInTitle: "Agrandir", zoomOutTitle: "Réduire" }).addTo(map);
      layers = L.layerGroup().addTo(map);
      sketch = L.layerGroup().addTo(map);
      drawTools();
      map.on("click", addPoint);
      map.on("zoomend", spread);
      window.addEventListener("resize", fitFrame);
      fitFrame();
      if (!options.adresse) { background(null); return; }
      fetch(options.adresse).then(function (answer) {
        if (!answer.ok) { throw new Error(String(answer.status)); }
        return answer.json();
      }).then(background).catch(function (problem) {
        window.console.error(problem);
        background(null);
      });
    },
    show: function (next) {
      var text = JSON.stringify(next);
      if (text === shown) { return; }  // the same again would take away what somebody is about to click
      shown = text;
      view = next;
      paint();
    }
  };
})();
