// Begins to fetch the part that the page of this address needs, before the app has arrived and asks for it.
for (const { dataset } of document.querySelectorAll('meta[name="part"]')) {
  const below = (path) => location.pathname === path || location.pathname.startsWith(`${path}/`);
  if (!dataset.paths.split(" ").some(below)) continue;
  for (const href of dataset.files.split(" ")) {
    const link = document.createElement("link");
    document.head.append(Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href }));
  }
}
