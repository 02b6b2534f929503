/* The map of one level of territories: geometry fetched once, then only styles travel.
 *
 * start(map, options)  builds the layer; called once, by a script that never changes.
 * show(view)           colours the polygons; called at every change of indicator or year.
 *                      Looks, values and counts stand in the order of the features.
 *                      Optional: `points` (service points), `cadre` (bounds to show first).
 * Some twenty thousand sectors are drawn on a canvas, fewer territories as SVG.
 * Texts come from our data but are always written as text, never as HTML.
 */
window.DiagnosticCarte = (function () {
  "use strict";
  var map = null, layer = null, view = null, polygons = {}, places = {}, labels = [], casing = null;
  var fitted = false, own = "", thin = false, services = null, framed = "";
  var NON_VALUE_PATTERNS = { secret: "trame-secret", indisponible: "trame-indisponible" };
  var LOOKS = { z: "zero", s: "secret", i: "indisponible", o: "sans_objet" };
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

  /* The same two patterns for a canvas, which knows no SVG. */
  function canvasPatterns(patterns) {
    function tile(draw) {
      var square = document.createElement("canvas"), pen = square.getContext("2d");
      square.width = square.height = 8;
      pen.fillStyle = patterns.fond;
      pen.fillRect(0, 0, 8, 8);
      pen.fillStyle = pen.strokeStyle = patterns.encre;
      draw(pen);
      return pen.createPattern(square, "repeat");
    }
    var fills = {
      "url(#trame-secret)": tile(function (pen) {
        pen.lineWidth = 2;
        [-8, 0, 8].forEach(function (x) { pen.beginPath(); pen.moveTo(x, 8); pen.lineTo(x + 8, 0); pen.stroke(); });
      }),
      "url(#trame-indisponible)": tile(function (pen) {
        pen.beginPath(); pen.arc(4, 4, 1.3, 0, 2 * Math.PI); pen.fill();
      })
    };
    L.Canvas.include({
      _fillStroke: function (pen, path) {
        var options = path.options;
        if (options.fill) {
          pen.globalAlpha = options.fillOpacity;
          pen.fillStyle = fills[options.fillColor] || options.fillColor || options.color;
          pen.fill(options.fillRule || "evenodd");
        }
        if (options.stroke && options.weight !== 0) {
          pen.globalAlpha = options.opacity;
          pen.lineWidth = options.weight;
          pen.strokeStyle = options.color;
          pen.lineCap = options.lineCap;
          pen.lineJoin = options.lineJoin;
          pen.stroke();
        }
      }
    });
  }

  function look(code) {
    var sign = view.aspects.charAt(places[code]);
    return LOOKS[sign] || sign;
  }

  function card(polygon) {
    var properties = polygon.feature.properties, place = places[properties.code];
    var box = document.createElement("div");
    box.className = "carton";
    if (!view) { return box; }
    var name = document.createElement("strong");
    name.textContent = properties.nom;
    box.appendChild(name);
    if (!view.valeurs.length) { return box; }
    var value = view.annee ? view.valeurs[place] + " · " + view.annee : view.valeurs[place];
    [value, view.nombres[place]].forEach(function (text) { addLine(box, text); });
    return box;
  }

  function addLine(box, text) {
    if (!text) { return; }
    var line = document.createElement("div");
    line.textContent = text;
    box.appendChild(line);
  }

  /* Service points: full at an address, dashed at the middle of a quartier, larger for several. */
  function paintPoints() {
    var points = view.points || [];
    map.getContainer().dataset.points = String(points.length);
    if (!points.length && !services) { return; }
    if (!services) {
      map.createPane("services").style.zIndex = 460;
      services = L.layerGroup().addTo(map);
    }
    services.clearLayers();
    points.forEach(function (point) {
      var marker = L.circleMarker([point.lat, point.lon], { pane: "services", className: "service",
        radius: Math.min(7 + 2 * Math.sqrt(point.nombre - 1), 14), weight: 2, color: view.couleurs.selection,
        dashArray: point.flou ? "3 3" : null, fillColor: view.couleurs.service, fillOpacity: point.flou ? 0.75 : 1 });
      marker.bindTooltip(function () {
        var box = document.createElement("div"), name = document.createElement("strong");
        box.className = "carton";
        name.textContent = point.titre;
        box.appendChild(name);
        point.lignes.forEach(function (text) { addLine(box, text); });
        return box;
      }, { opacity: 1 });
      services.addLayer(marker);
    });
  }

  /* A view may ask for a frame of its own; without one the whole extent is shown. */
  function bounds() { return (view && view.cadre) || layer.getBounds(); }

  function followFrame() {
    var wanted = JSON.stringify(view.cadre || "");
    if (wanted === JSON.stringify(framed)) { return; }
    framed = view.cadre || "";
    if (fitted) { map.fitBounds(bounds(), { padding: [4, 4], animate: false }); }
  }

  function fill(properties) {
    var aspect = look(properties.code);
    if (NON_VALUE_PATTERNS[aspect]) { return "url(#" + NON_VALUE_PATTERNS[aspect] + ")"; }
    if (aspect === "sans_objet" && properties.type === "espace_vert") { return view.couleurs.espace_vert; }
    return view.couleurs[aspect] || "#FFFFFF";
  }

  function outline(chosen) {
    return chosen
      ? { color: view.couleurs.selection, weight: 3.5 }
      : { color: "#FFFFFF", weight: thin ? 0.3 : 1 };
  }

  /* A white casing makes the choice visible on dark and on pale neighbours alike; a perimeter brings its ring. */
  function encircle(code) {
    casing.clearLayers();
    var shape = view.anneau || (polygons[code] && polygons[code].feature);
    if (!shape) { return; }
    [["#FFFFFF", 8], [view.couleurs.selection, 3.5]].forEach(function (line) {
      casing.addLayer(L.geoJson(shape, { interactive: false,
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
    if (!layer || !view || view.cle !== own) { return; }
    layer.eachLayer(function (polygon) {
      var properties = polygon.feature.properties;
      var style = outline(properties.code === view.territoire);
      style.fillColor = fill(properties);
      style.fillOpacity = view.opacite;
      if (thin) { L.setOptions(polygon, style); } else { polygon.setStyle(style); }
    });
    if (thin) { redraw(); }
    encircle(view.territoire);
    paintPoints();
    followFrame();
    var box = map.getContainer();
    box.dataset.indicateur = view.indicateur;
    box.dataset.annee = String(view.annee);
    box.dataset.territoire = view.territoire;
    box.dataset.carte = own;
    box.setAttribute("aria-label", view.titre);
    box.dataset.ready = "true";
  }

  /* One drawing for twenty thousand new colours, instead of one request each. */
  function redraw() {
    var first = layer.getLayers()[0];
    if (first && first._renderer) { first._renderer._redrawBounds = null; first._renderer._redraw(); }
  }

  function follow() {
    layer.bindTooltip(card, { sticky: true, opacity: 1 });
    layer.on("mouseover", function (event) {
      var polygon = event.propagatedFrom;
      if (view && polygon.feature.properties.code !== view.territoire) {
        polygon.setStyle({ color: view.couleurs.survol, weight: 3 });
      }
    });
    layer.on("mouseout", function (event) {
      var polygon = event.propagatedFrom;
      if (view) { polygon.setStyle(outline(polygon.feature.properties.code === view.territoire)); }
    });
    layer.on("click", function (event) {
      window.Streamlit.setComponentValue(
        { territoire: event.propagatedFrom.feature.properties.code, moment: Date.now() });
    });
  }

  function build(geography, options) {
    if (options.canevas) { canvasPatterns(options.trames); }
    geography.features.forEach(function (feature, place) { places[feature.properties.code] = place; });
    layer = L.geoJson(geography, {
      style: { weight: thin ? 0.3 : 1, color: "#FFFFFF", fillOpacity: 0 },
      onEachFeature: function (feature, polygon) { polygons[feature.properties.code] = polygon; }
    }).addTo(map);
    follow();
    L.geoJson(geography.contour, { interactive: false,
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
    if (!options.canevas) {
      layer.eachLayer(function (polygon) {
        polygon.getElement().setAttribute("data-code", polygon.feature.properties.code);
      });
      drawPatterns(map.getPane("overlayPane").querySelector("svg"), options.trames);
    }
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
      map.fitBounds(bounds(), { padding: [4, 4], animate: false });
      framed = (view && view.cadre) || "";
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
      own = options.cle;
      thin = options.canevas;
      document.documentElement.lang = "fr";
      L.control.zoom({ zoomInTitle: "Agrandir", zoomOutTitle: "Réduire" }).addTo(map);
      var box = map.getContainer();
      box.setAttribute("role", "application");
      // Leaflet focuses the map at the first click; the page around would scroll away under the finger.
      box.focus = function () { window.HTMLElement.prototype.focus.call(box, { preventScroll: true }); };
      window.addEventListener("resize", fitFrame);
      fitFrame();
      fetch(options.adresse).then(function (answer) {
        if (!answer.ok) { throw new Error(String(answer.status)); }
        return answer.json();
      }).then(function (geography) { build(geography, options); })
        .catch(function (problem) { window.console.error(problem); failed(options); });
    },
    show: function (next) {
      view = next;
      paint();
      if (next.textes) {
        fetch(next.textes).then(function (answer) { return answer.json(); }).then(function (words) {
          next.valeurs = words.valeurs;
          next.nombres = words.nombres;
        }).catch(function (problem) { window.console.error(problem); });
      }
    }
  };
})();
