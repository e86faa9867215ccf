// A dispute from its record to an agreement that both confirm; nobody else finds it.
import { expect, expectAccessible, test } from "../support/test.ts";
import { arrive, as, called, telephone } from "../volunteering/support.ts";

/** The id and the household of somebody of the demo. */
async function person(request: Parameters<typeof as>[0], login: string): Promise<{ id: string; home: string }> {
  const me = await (await request.get("/api/v1/me", { headers: await as(request, login) })).json();
  return { id: me.id, home: me.memberships[0].household_id };
}

test("a mediator opens a record, and both parties confirm what they read", async ({ page, browser, baseURL, request }) => {
  const matter = called("两家共用的院墙由谁修");
  const [one, other] = [await person(request, "resident"), await person(request, "neighbour")];
  await arrive(page, "worker", "/mediations");
  await page.getByRole("link", { name: "新建调解" }).click();
  await page.getByRole("button", { name: "建立调解" }).click();
  await expect(page.getByRole("alert")).toContainText("什么事");
  await page.getByLabel("什么事").fill(matter);
  for (const [number, who] of [one, other].entries()) {
    const party = page.getByRole("group", { name: `当事人 ${number + 1}` });
    await party.getByLabel("哪一户").selectOption(who.home);
    await party.getByLabel("谁", { exact: true }).selectOption(who.id);
  }
  await expectAccessible(page);
  await page.getByRole("button", { name: "建立调解" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "调解记录" })).toBeVisible();
  const path = new URL(page.url()).pathname;

  await page.getByText("记一次会面").first().click();
  await page.getByLabel("地点").fill("村委会调解室");
  await page.getByLabel("谈了什么").fill("都愿意出一半");
  await page.getByRole("button", { name: "记一次会面" }).click();
  await expect(page.getByText("都愿意出一半")).toBeVisible();
  await page.getByText("写协议").click();
  await page.getByLabel("协议内容").fill("院墙由两家各出一半，月底前修好。");
  await page.getByRole("button", { name: "请当事人确认" }).click();
  await expect(page.getByText("等待确认", { exact: true })).toBeVisible();
  await expectAccessible(page);

  for (const [login, last] of [
    ["resident", false],
    ["neighbour", true],
  ] as const) {
    const party = await telephone(browser, baseURL ?? "", login, path);
    await expect(party.getByRole("heading", { name: "请您确认协议" })).toBeVisible();
    await expectAccessible(party);
    await party.getByRole("button", { name: "我同意" }).click();
    await party.getByRole("dialog").getByRole("button", { name: "我同意" }).click();
    await expect(party.getByText(last ? "已达成" : "等待确认", { exact: true })).toBeVisible();
    await expect(party.getByRole("heading", { name: "请您确认协议" })).toHaveCount(0);
    await party.context().close();
  }
  await expect(page.getByText("已达成", { exact: true })).toBeVisible();

  // Officials and administrators find nothing.
  for (const login of ["official", "admin", "auditor"]) {
    const answer = await request.get(`/api/v1${path}`, { headers: await as(request, login) });
    expect(answer.status(), login).toBe(404);
  }
});

test("a party who does not agree says why, and the mediator writes another text", async ({ page, request }) => {
  const worker = await as(request, "worker");
  const me = await (await request.get("/api/v1/me", { headers: worker })).json();
  const [one, other] = [await person(request, "resident"), await person(request, "neighbour")];
  const opened = await request.post("/api/v1/mediations", {
    headers: worker,
    data: {
      area_id: me.grants[0].area_id,
      matter: called("排水沟由谁清"),
      parties: [{ user_id: one.id }, { user_id: other.id }],
    },
  });
  expect(opened.status(), await opened.text()).toBe(201);
  const { id } = (await opened.json()).item;
  await request.post(`/api/v1/mediations/${id}/agreements`, { headers: worker, data: { text: "每月清一次" } });

  await arrive(page, "resident", `/mediations/${id}`);
  await page.getByRole("button", { name: "我不同意" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("原因").fill("一个月太久");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "我不同意" }).click();
  await expect(page.getByText("上次不同意的原因：一个月太久")).toBeVisible();
  await expect(page.getByText("调解中", { exact: true })).toBeVisible();
});

for (const [login, path, title] of [
  ["worker", "/mediations", "纠纷调解"],
  ["resident", "/mediations", "纠纷调解"],
  ["worker", "/work/mediations/new", "新建调解"],
  ["resident", "/work/mediations/new", "新建调解"],
] as const) {
  test(`${path} holds for ${login}`, async ({ page }) => {
    await arrive(page, login, path);
    await expect(page.getByRole("heading", { level: 1, name: title, exact: true })).toBeVisible();
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await expectAccessible(page);
    }
    await page.evaluate(() => document.documentElement.setAttribute("data-size", "large"));
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wider, "pixels that the page is wider than the screen").toBeLessThanOrEqual(0);
  });
}
