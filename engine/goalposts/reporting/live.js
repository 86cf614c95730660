// Puts a live chart in the place of every drawn one; what goes wrong leaves the drawing where it is.
document.querySelectorAll("script[data-chart]").forEach(function (data) {
  var name = data.dataset.chart;
  var live = document.getElementById(name);
  var switches = document.getElementById(name + "-switches");
  var said = document.getElementById(name + "-said");
  var known = JSON.parse(data.textContent);
  var chart = known.chart, place = live.parentElement.parentElement;
  var room = place.clientWidth - chart.padding.left - chart.padding.right;
  if (room < chart.width && known.narrow === "drawing") return;
  if (known.narrow === "shrink") chart.width = Math.min(chart.width, room);
  var options = {
    mode: "vega-lite", ast: true, renderer: "svg", actions: false, defaultStyle: false, bind: switches,
    tooltip: { disableDefaultStyle: true },
    formatLocale: known.numbers, timeFormatLocale: known.months,
  };
  vegaEmbed(live, chart, options).then(function (made) {
    var shown = live.parentElement; // it says what the chart shows, in words
    var steps = { ArrowRight: 1, ArrowLeft: -1 };
    var at = -1, last = known.said.length - 1;
    ["role", "aria-label", "aria-roledescription"].forEach(function (kind) { live.removeAttribute(kind); });
    shown.hidden = switches.hidden = said.hidden = false;
    shown.parentElement.classList.add("is-live");
    function go(place) {
      at = place;
      made.view.signal("at", at).runAsync();
      said.textContent = at < 0 ? "" : known.said[at];
    }
    shown.addEventListener("keydown", function (event) {
      var step = (steps[event.key] || 0) * (event.shiftKey ? 10 : 1);
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === "Home") go(0);
      else if (event.key === "End") go(last);
      else if (event.key === "Escape") go(-1);
      else if (step) go(Math.max(0, Math.min(last, at < 0 && step < 0 ? last : at + step)));
      else return;
      event.preventDefault();
      shown.scrollLeft = (shown.scrollWidth - shown.clientWidth) * at / last;
    });
    shown.addEventListener("blur", function () { go(-1); });
  });
});
