// What a kind asks: an official writes the question, a resident is told what is missing, the worker reads the answer.
import { type APIRequestContext, type Page } from "@playwright/test";
import { desk, expect, expectAccessible, test } from "../support/test.ts";
import { DEMO_PASSWORD, tokenOf } from "../people/support.ts";
import { named, office } from "../console/support.ts";
import { telephone, wider } from "./support.ts";

const api = "/api/v1";

/** A kind of the town's own, in a group of the demo. */
async function kind(request: APIRequestContext, name: string): Promise<{ id: string; retire: () => Promise<void> }> {
  const headers = await tokenOf(request, { login: "official", password: DEMO_PASSWORD });
  const me = await (await request.get(`${api}/me`, { headers })).json();
  const names = { "zh-Hans": name, "zh-Hant": name, en: name };
  const made = await request.post(`${api}/categories`, {
    headers,
    data: {
      area_id: me.grants[0].area_id,
      code: `t${Date.now().toString(36)}`,
      names,
      answer_within_hours: 24,
      solve_within_hours: 72,
      objection_window_hours: 72,
      // Behind all the others: specs take the first.
      ordinal: 90_000,
      parent_code: "around",
    },
  });
  expect(made.status(), await made.text()).toBe(201);
  const { id } = await made.json();
  const retire = async () => {
    const version = (await (await request.get(`${api}/categories?area_id=${me.grants[0].area_id}`)).json()).items.find(
      (item: { id: string }) => item.id === id,
    ).version;
    const changed = await request.patch(`${api}/categories/${id}`, {
      headers: { ...headers, "if-match": `"${version}"` },
      data: { active: false },
    });
    expect(changed.status(), await changed.text()).toBe(200);
  };
  return { id, retire };
}

/** Words in the three languages, in the fields whose labels begin with `what`. */
async function inThree(page: Page, what: string, nth: number, words: [string, string, string]): Promise<void> {
  for (const [at, language] of ["简体", "繁体", "英文"].entries()) {
    await page.getByLabel(new RegExp(`^${what}（${language}）`)).nth(nth).fill(words[at] ?? "");
  }
}

const next = (page: Page) => page.getByRole("main").getByRole("button", { name: "下一步" }).click();

test.use(desk);

test("a question that an official writes is asked, answered, and read", async ({ page, request, browser, baseURL }) => {
  const name = named("长椅");
  const made = await kind(request, name);

  await office(page, "official", "/console/categories");
  const row = page.getByRole("row").filter({ hasText: name });
  await expect(row.getByText("归在“路灯和道路”")).toBeVisible();
  await row.getByRole("link", { name: /^问题/ }).click();
  await expect(page.getByText("这一类还没有别的问题")).toBeVisible();

  await page.getByRole("button", { name: "添加问题" }).click();
  await inThree(page, "问题", 0, ["哪里坏了？", "哪裡壞了？", ""]);
  await page.getByLabel(/^怎样回答/).selectOption({ label: "选一个" });
  await page.getByLabel(/^必须回答/).check();
  await inThree(page, "选项", 0, ["椅面", "椅面", "The seat"]);
  await inThree(page, "选项", 1, ["椅腿", "椅腿", "A leg"]);
  await page.getByRole("button", { name: "保存" }).click();
  // One language is missing, and everything typed is still there.
  await expect(page.getByRole("alert").getByText("有几处需要改一下")).toBeVisible();
  await expect(page.getByLabel(/^问题（简体）/)).toHaveValue("哪里坏了？");
  await page.getByLabel(/^问题（英文）/).fill("What is broken?");

  // A second one, moved up by the keyboard alone.
  await page.getByRole("button", { name: "添加问题" }).click();
  await inThree(page, "问题", 1, ["有人受伤吗？", "有人受傷嗎？", "Is anybody hurt?"]);
  await page.getByLabel(/^怎样回答/).nth(1).selectOption({ label: "是或否" });
  await page.getByLabel(/^问题（简体）/).nth(1).press("Alt+ArrowUp");
  await expect(page.getByLabel(/^问题（简体）/).first()).toHaveValue("有人受伤吗？");
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await wider(page), "pixels that the page is wider than the screen").toBeLessThanOrEqual(0);
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("已保存")).toBeVisible();

  const text = `河边的长椅坐不了（${Date.now()}）`;
  const resident = await telephone(browser, baseURL ?? "", "resident", "/report");
  await resident.getByRole("button", { name: "没有照片，继续" }).click();
  await expect(resident.getByRole("heading", { name: "在哪里？" })).toBeVisible();
  await next(resident);
  await resident.getByText("路灯和道路").click();
  await resident.getByLabel("说说情况").fill(text);
  // A group alone is no kind yet.
  await next(resident);
  await expect(resident.getByRole("alert").getByRole("link", { name: /是其中哪一种/ })).toBeVisible();
  await resident.getByText(name, { exact: true }).click();
  await next(resident);
  await expect(resident.getByRole("alert").getByRole("link", { name: /哪里坏了？/ })).toBeVisible();
  await expect(resident.getByLabel("说说情况")).toHaveValue(text);
  await expectAccessible(resident);
  expect(await wider(resident), "pixels that the page is wider than the screen").toBeLessThanOrEqual(0);

  await resident.getByText("椅腿").click();
  // What was answered is kept like the rest.
  await resident.reload();
  await expect(resident.getByRole("radio", { name: "椅腿" })).toBeChecked();
  await next(resident);
  await expect(resident.getByText("哪里坏了？").locator("+ dd")).toHaveText("椅腿");
  await expectAccessible(resident);
  await resident.getByRole("button", { name: "提交" }).click();
  await expect(resident.getByText("收到了。")).toBeVisible();
  await expect(resident.getByText("哪里坏了？").locator("+ dd")).toHaveText("椅腿");
  await expectAccessible(resident);
  const { pathname } = new URL(resident.url());

  const worker = await telephone(browser, baseURL ?? "", "worker", pathname);
  await expect(worker.getByText(text).first()).toBeVisible();
  await expect(worker.getByText("哪里坏了？").locator("+ dd")).toHaveText("椅腿");
  await page.setViewportSize(desk.viewport);
  await page.goto(`/console${pathname}`);
  await expect(page.getByText("哪里坏了？").locator("+ dd")).toHaveText("椅腿");
  await expectAccessible(page);

  await worker.context().close();
  await resident.context().close();
  await made.retire();
});

test("an urgent matter carries its mark in lists and on its page", async ({ page, request }) => {
  const headers = await tokenOf(request, { login: "resident", password: DEMO_PASSWORD });
  const text = `路口的井盖不见了（${Date.now()}）`;
  const made = await request.post(`${api}/tickets`, { headers, data: { category: "manholes", text } });
  expect(made.status(), await made.text()).toBe(201);
  const { id } = await made.json();
  await office(page, "official", "/console/tickets");
  const row = page.getByRole("row").filter({ hasText: text });
  await expect(row.getByText("紧急")).toBeVisible();
  await page.goto(`/console/tickets/${id}`);
  await expect(page.getByRole("main").getByText("紧急").first()).toBeVisible();
});
