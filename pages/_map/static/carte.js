/* The map of the quartiers: geometry fetched once, then only styles travel.
 *
 * start(map, options)  builds the layer; called once, by a script that never changes.
 * show(view)           colours the polygons; called at every change of indicator or year.
 * Texts come from our data but are always written as text, never as HTML.
 */
window.DiagnosticCarte = (function () {
  "use strict";
  var map = null, layer = null, view = null, polygons = {}, labels = [], casing = null, fitted = false;
  var NON_VALUE_PATTERNS = { secret: "trame-secret", indisponible: "trame-indisponible" };
  var SVG = "http://www.w3.org/2000/svg";

  function element(name, attributes, parent) {
    var node = document.createElementNS(SVG, name);
    for (var key in attributes) { node.setAttribute(key, attributes[key]); }
    if (parent) { parent.appendChild(node); }
    return node;
  }

  function drawPatterns(svg, patterns) {
    var defs = element("defs", {}, svg);
    var hatch = element("pattern", { id: "trame-secret", width: 7, height: 7,
      patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, defs);
    element("rect", { width: 7, height: 7, fill: patterns.fond }, hatch);
    element("rect", { width: 2, height: 7, fill: patterns.encre }, hatch);
    var dots = element("pattern", { id: "trame-indisponible", width: 7, height: 7,
      patternUnits: "userSpaceOnUse" }, defs);
    element("rect", { width: 7, height: 7, fill: patterns.fond }, dots);
    element("circle", { cx: 3.5, cy: 3.5, r: 1.3, fill: patterns.encre }, dots);
  }

  function card(code) {
    var cell = view && view.cellules[code];
    var box = document.createElement("div");
    box.className = "carton";
    if (!cell) { return box; }
    var name = document.createElement("strong");
    name.textContent = cell.nom;
    box.appendChild(name);
    [cell.valeur + " · " + view.annee, cell.nombre].forEach(function (text) {
      if (text) {
        var line = document.createElement("div");
        line.textContent = text;
        box.appendChild(line);
      }
    });
    return box;
  }

  function fill(cell, type) {
    if (!cell) { return "#FFFFFF"; }
    if (NON_VALUE_PATTERNS[cell.aspect]) { return "url(#" + NON_VALUE_PATTERNS[cell.aspect] + ")"; }
    if (cell.aspect === "sans_objet" && type === "espace_vert") { return view.couleurs.espace_vert; }
    return view.couleurs[cell.aspect];
  }

  function outline(chosen) {
    return chosen
      ? { color: view.couleurs.selection, weight: 3.5 }
      : { color: "#FFFFFF", weight: 1 };
  }

  /* A white casing makes the choice visible on dark and on pale neighbours alike. */
  function encircle(code) {
    casing.clearLayers();
    if (!polygons[code]) { return; }
    [["#FFFFFF", 8], [view.couleurs.selection, 3.5]].forEach(function (line) {
      casing.addLayer(L.geoJson(polygons[code].feature, { interactive: false,
        style: { fill: false, color: line[0], weight: line[1], lineJoin: "round" } }));
    });
  }

  /* Names of communes: the larger first, none over another. */
  function placeLabels() {
    var taken = [];
    labels.forEach(function (marker) {
      var node = marker.getElement();
      node.style.visibility = "visible";
      var box = node.firstChild.getBoundingClientRect();
      var covered = taken.some(function (other) {
        return box.left < other.right + 4 && other.left < box.right + 4 &&
          box.top < other.bottom + 2 && other.top < box.bottom + 2;
      });
      if (covered) { node.style.visibility = "hidden"; } else { taken.push(box); }
    });
  }

  function paint() {
    if (!layer || !view) { return; }
    layer.eachLayer(function (polygon) {
      var properties = polygon.feature.properties;
      var style = outline(properties.code === view.quartier);
      style.fillColor = fill(view.cellules[properties.code], properties.type);
      style.fillOpacity = view.opacite;
      polygon.setStyle(style);
    });
    encircle(view.quartier);
    var box = map.getContainer();
    box.dataset.indicateur = view.indicateur;
    box.dataset.annee = String(view.annee);
    box.dataset.quartier = view.quartier;
    box.setAttribute("aria-label", view.titre);
    box.dataset.ready = "true";
  }

  function follow(polygon, code) {
    polygon.bindTooltip(function () { return card(code); }, { sticky: true, opacity: 1 });
    polygon.on("mouseover", function () {
      if (view && code !== view.quartier) { polygon.setStyle({ color: view.couleurs.survol, weight: 3 }); }
    });
    polygon.on("mouseout", function () {
      if (view) { polygon.setStyle(outline(code === view.quartier)); }
    });
    polygon.on("click", function () {
      window.Streamlit.setComponentValue({ quartier: code, moment: Date.now() });
    });
  }

  function build(geography, options) {
    layer = L.geoJson(geography, {
      style: { weight: 1, color: "#FFFFFF", fillOpacity: 0 },
      onEachFeature: function (feature, polygon) {
        polygons[feature.properties.code] = polygon;
        follow(polygon, feature.properties.code);
      }
    }).addTo(map);
    L.geoJson(geography.region, { interactive: false,
      style: { fill: false, color: options.encre, weight: 1.5, opacity: 0.6 } }).addTo(map);
    map.createPane("reperes").style.zIndex = 450;
    map.getPane("reperes").style.pointerEvents = "none";
    geography.reperes.forEach(function (label) {
      var text = document.createElement("span");
      text.textContent = label.nom;
      labels.push(L.marker([label.lat, label.lon], { pane: "reperes", interactive: false, keyboard: false,
        icon: L.divIcon({ className: "repere", html: text, iconSize: [0, 0] }) }).addTo(map));
    });
    casing = L.layerGroup().addTo(map);
    map.on("zoomend", placeLabels);
    layer.eachLayer(function (polygon) {
      polygon.getElement().setAttribute("data-code", polygon.feature.properties.code);
    });
    drawPatterns(map.getPane("overlayPane").querySelector("svg"), options.trames);
    fitFrame();
    placeLabels();
    paint();
  }

  /* The frame gets its size after the script has run: fit once there is something to fit in. */
  function fitFrame() {
    if (window.innerHeight < 100) { return; }
    var box = map.getContainer();
    box.style.height = window.innerHeight + "px";
    box.style.width = "100%";
    map.invalidateSize();
    if (layer && !fitted) {
      map.fitBounds(layer.getBounds(), { padding: [4, 4], animate: false });
      fitted = true;
    }
  }

  function failed(options) {
    var note = document.createElement("p");
    note.className = "echec";
    note.textContent = options.echec;
    map.getContainer().appendChild(note);
  }

  return {
    start: function (target, options) {
      map = target;
      document.documentElement.lang = "fr";
      L.control.zoom({ zoomInTitle: "Agrandir", zoomOutTitle: "Réduire" }).addTo(map);
      map.getContainer().setAttribute("role", "application");
      window.addEventListener("resize", fitFrame);
      fitFrame();
      fetch(options.adresse).then(function (answer) {
        if (!answer.ok) { throw new Error(String(answer.status)); }
        return answer.json();
      }).then(function (geography) { build(geography, options); })
        .catch(function () { failed(options); });
    },
    show: function (next) { view = next; paint(); }
  };
})();
