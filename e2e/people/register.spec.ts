import { expect, expectAccessible, test } from "../support/test.ts";
import { DEMO_PASSWORD, registered, signIn, somebody, tokenOf } from "./support.ts";

test("somebody registers, joins a household by its code and reports a matter", async ({ page, request }) => {
  const account = somebody();
  await page.goto("/register");
  await page.getByLabel("怎么称呼您").fill(account.name);
  await page.getByLabel("登录名").fill(account.login);
  await page.locator("input[name=password]").fill("12345678");
  await expect(page.getByText("太容易猜到，请换一个")).toBeVisible();
  await page.getByRole("button", { name: "注册", exact: true }).click();
  // Nothing that was typed is lost by the refusal.
  await expect(page.getByRole("alert")).toContainText("请先同意服务条款");
  await expect(page.getByLabel("怎么称呼您")).toHaveValue(account.name);
  await page.locator("input[name=password]").fill(account.password);
  await expect(page.getByText(/^(可以用|很好)$/)).toBeVisible();
  await page.getByLabel("我已阅读并同意使用约定").check();
  await expectAccessible(page);
  await page.getByRole("button", { name: "注册", exact: true }).click();

  await expect(page).toHaveURL(/\/join$/);
  await expectAccessible(page);
  await page.getByLabel("邀请码", { exact: true }).fill("7K3M-92Q2");
  await page.getByRole("button", { name: "加入", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText(/邀请码/);

  // The grid worker hands a code out.
  const worker = await tokenOf(request, { login: "worker", password: DEMO_PASSWORD });
  const me = await (await request.get("/api/v1/me", { headers: worker })).json();
  const grid = me.grants.find((grant: { role: string }) => grant.role === "grid_worker").area_id;
  const homes = await request.get(`/api/v1/areas?under_id=${grid}&kind=household&limit=1`);
  const home = (await homes.json()).items[0];
  const handed = await request.post(`/api/v1/households/${home.id}/codes`, {
    headers: worker,
    data: { relation: "tenant", uses: 1, days: 1 },
  });
  expect(handed.ok(), await handed.text()).toBe(true);
  await page.getByLabel("邀请码", { exact: true }).fill((await handed.json()).code);
  await page.getByRole("button", { name: "加入", exact: true }).click();
  await expect(page.getByRole("heading", { name: "已经加入" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(home.name);

  await page.getByRole("link", { name: "我的住户" }).click();
  await expect(page.getByRole("article")).toContainText("租户");
  await expect(page.getByRole("article")).toContainText("已加入");
  await expectAccessible(page);

  await page.goto("/report");
  await page.getByRole("button", { name: "没有照片，继续" }).click();
  await page.getByRole("button", { name: "下一步" }).click();
  await page.getByRole("radio").first().check();
  await page.getByRole("textbox").fill("楼下路灯不亮，晚上看不清台阶");
  await page.getByRole("button", { name: "下一步" }).click();
  await page.locator("form button[type=submit]").click();
  await expect(page).toHaveURL(/\/tickets\/[0-9a-f-]{36}/);
  await expect(page.getByRole("main")).toContainText("楼下路灯不亮");
});

test("somebody asks for their household and withdraws the request", async ({ page, request }) => {
  const account = await registered(request);
  await page.goto("/sign-in?next=/join%3Fway%3Drequest");
  await signIn(page, account);

  await expect(page.getByRole("heading", { name: "您住在哪个村或社区？" })).toBeVisible();
  const found = page.locator("main button.list__link");
  await expect(found.first()).toBeVisible();
  await expectAccessible(page);
  const send = page.getByRole("button", { name: "送出申请" });
  // However deep the tree is: down the first branch until a household is reached.
  for (let depth = 0; depth < 6 && !(await send.isVisible()); depth++) {
    const heading = await page.getByRole("heading", { level: 2 }).first().textContent();
    await found.first().click();
    await expect(send.or(page.getByRole("heading", { level: 2 }).filter({ hasNotText: heading ?? "" })).first()).toBeVisible();
    await expect(send.or(found.first()).first()).toBeVisible();
  }
  await send.click();
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await page.getByLabel("家人").check();
  await send.click();
  await expect(page.getByRole("heading", { name: "申请已送出" })).toBeVisible();

  await page.getByRole("link", { name: "我的住户" }).click();
  await expect(page.getByRole("article")).toContainText("等网格员确认");
  await page.getByRole("button", { name: "撤回申请" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "撤回申请" }).click();
  await expect(page.getByRole("article")).toContainText("已结束");
});
