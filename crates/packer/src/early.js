// Begins to fetch the part that the page of this address needs, before the app has arrived and asks for it.
const below = (path) => location.pathname === path || location.pathname.startsWith(`${path}/`);
const parts = [...document.querySelectorAll('meta[name="part"]')].map(({ dataset }) => ({
  files: dataset.files.split(" "),
  // How closely it fits: of `/work` and `/work/scores` the longer one is meant.
  fit: Math.max(0, ...dataset.paths.split(" ").filter(below).map((path) => path.length)),
}));
const best = Math.max(0, ...parts.map(({ fit }) => fit));
for (const { files, fit } of parts) {
  if (fit === 0 || fit < best) continue;
  for (const href of files) {
    const link = document.createElement("link");
    document.head.append(Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href }));
  }
}
