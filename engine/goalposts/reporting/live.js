// Puts a live chart in the place of every drawn one; what goes wrong leaves the drawing where it is.
document.querySelectorAll("script[data-chart]").forEach(function (data) {
  var live = document.getElementById(data.dataset.chart);
  var switches = document.getElementById(data.dataset.chart + "-switches");
  var known = JSON.parse(data.textContent);
  var options = {
    mode: "vega-lite", ast: true, renderer: "svg", actions: false, defaultStyle: false, bind: switches,
    tooltip: { disableDefaultStyle: true },
    formatLocale: known.numbers, timeFormatLocale: known.months,
  };
  vegaEmbed(live, known.chart, options).then(function () {
    var shown = live.parentElement; // it says what the chart shows, in words
    ["role", "aria-label", "aria-roledescription"].forEach(function (name) { live.removeAttribute(name); });
    shown.hidden = switches.hidden = false;
    shown.parentElement.classList.add("is-live");
  });
});
