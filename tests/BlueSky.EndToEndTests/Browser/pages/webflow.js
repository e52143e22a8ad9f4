// What Webflow's own script does with forms: it takes each one without an action for its own, once, and leaves the
// others to the browser. And its tabs and sliders.
(() => {
  const own = new Set([...document.querySelectorAll('.w-form form')].filter(form => !form.getAttribute('action')));
  document.addEventListener('submit', event => {
    if (!own.has(event.target)) return;
    event.preventDefault();
    sessionStorage.sentToWebflow = true;
  });
  document.addEventListener('click', event => {
    const tab = event.target.closest('[data-w-tab].w-tab-link');
    if (tab) {
      event.preventDefault();
      document.querySelectorAll('.w-tab-pane').forEach(pane =>
        pane.classList.toggle('w--tab-active', pane.dataset.wTab === tab.dataset.wTab));
    }
    if (event.target.closest('.w-slider-arrow-right')) document.querySelector('.w-slide').style.marginLeft = '-100%';
  });
})();
