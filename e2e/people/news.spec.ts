import { expect, test } from "../support/test.ts";
import { DEMO_PASSWORD, signIn, tokenOf } from "./support.ts";

test("a matter's page shows what happens elsewhere without being asked", async ({ page, request }) => {
  const resident = await tokenOf(request, { login: "resident", password: DEMO_PASSWORD });
  const worker = await tokenOf(request, { login: "worker", password: DEMO_PASSWORD });
  const kinds = await (await request.get("/api/v1/categories", { headers: resident })).json();
  const reported = await request.post("/api/v1/tickets", {
    headers: resident,
    data: { category: kinds.items[0].code, text: "楼道里堆了杂物，老人过不去" },
  });
  expect(reported.status(), await reported.text()).toBe(201);
  const { id } = await reported.json();

  await page.goto(`/sign-in?next=/tickets/${id}`);
  const live = page.waitForResponse((response) => response.url().endsWith("/api/v1/live") && response.ok());
  await signIn(page, { login: "resident", password: DEMO_PASSWORD });
  const main = page.getByRole("main");
  await expect(main).toContainText("待受理");
  await live;
  const taken = await request.post(`/api/v1/tickets/${id}/assignment`, { headers: { ...worker, "if-match": reported.headers().etag ?? "" }, data: {} });
  expect(taken.ok(), `${taken.status()} ${await taken.text()}`).toBe(true);
  await expect(main).toContainText("办理中", { timeout: 15_000 });
});

test("the position of the device is used when it is asked for, and only then", async ({ page, context, request }) => {
  const resident = await tokenOf(request, { login: "resident", password: DEMO_PASSWORD });
  const me = await (await request.get("/api/v1/me", { headers: resident })).json();
  const home = me.memberships[0].household_id;
  const { items } = await (await request.get(`/api/v1/areas/${home}/lineage`)).json();
  const grid = items.find((area: { kind: string }) => area.kind === "grid");
  const ring: [number, number][] = grid.boundary.coordinates[0];
  const middle = (axis: 0 | 1) => ring.reduce((sum, corner) => sum + corner[axis], 0) / ring.length;
  await context.grantPermissions(["geolocation"]);
  await context.setGeolocation({ longitude: middle(0), latitude: middle(1) });

  await page.goto("/sign-in?next=/report%3Fstep%3Dplace");
  await signIn(page, { login: "resident", password: DEMO_PASSWORD });
  await expect(page.getByText("点一下地图标出位置")).toBeVisible();
  await page.getByRole("button", { name: "用我现在的位置" }).click();
  await expect(page.getByText(`已标在：${grid.name}`)).toBeVisible();
});
