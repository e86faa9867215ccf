// A village and its scores; places in which somebody has kin.
import { expect, expectAccessible, expectPhotosKept, opened, test } from "../support/test.ts";
import { photograph, routine, signIn } from "./support.ts";

test("a village sees its marks, objects to one with a photo, and takes it back", async ({ page, request }) => {
  test.setTimeout(180_000);
  const round = await routine(request, "objections");
  await signIn(page, "village", "/work");
  await page.getByRole("link", { name: "本村的成绩" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "本村的成绩" })).toBeVisible();
  await expect(page.getByText("已公布").first()).toBeVisible();
  await expectAccessible(page);
  const waiting = page.getByRole("article").filter({ has: page.locator(`a[href="/work/scores/${round.id}"]`) });
  await expect(waiting.getByText("可以申诉")).toBeVisible();
  await waiting.getByRole("link").click();
  await expect(page.getByText(/^申诉到 .* 为止$/)).toBeVisible();
  await expect(page.getByText("当天上午已经清理完毕")).toBeVisible();
  await expectAccessible(page);

  const object = page.getByRole("link", { name: /^申诉/ });
  const free = await object.count();
  const name = ((await object.first().textContent()) ?? "").trim().replace(/^申诉\s*/, "");
  await object.first().click();
  await expect(page.getByRole("heading", { level: 1, name: "哪里不对？" })).toBeVisible();
  await page.getByRole("button", { name: "下一步" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.getByLabel("理由").fill("检查前一天已经修好，有照片。");
  await expectAccessible(page);
  await page.getByRole("button", { name: "下一步" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "有照片吗？" })).toBeVisible();
  await page.locator("input[type=file]").setInputFiles(await photograph(page, "#373"));
  const taken = page.getByRole("button", { name: /^去掉照片/ });
  await expect(taken).toBeVisible();
  await expectPhotosKept(page, 1);
  await page.reload();
  await expect(taken).toBeVisible();
  await page.getByRole("button", { name: "下一步" }).click();
  await expect(page.getByText("检查前一天已经修好，有照片。")).toBeVisible();
  await expect(page.getByText("1 张照片")).toBeVisible();
  await page.getByRole("button", { name: "提交申诉" }).click();
  const mark = page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3, name }) });
  await expect(mark.getByText("等待处理")).toBeVisible();
  await expect(object).toHaveCount(free - 1);
  await mark.getByRole("button", { name: /^放大看/ }).first().click();
  await expect(page.getByRole("dialog").getByRole("img")).toBeVisible();
  await page.keyboard.press("Escape");

  await mark.getByRole("button", { name: "撤回申诉" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "撤回申诉" }).click();
  await expect(mark.getByText("已撤回")).toBeVisible();
  await expect(object).toHaveCount(free);
});

test("a mark that takes no objection says so", async ({ page, request }) => {
  const round = await routine(request, "published");
  await signIn(page, "village", "/work/scores");
  await page.locator(`a[href="/work/scores/${round.id}"]`).click();
  await expect(page.getByText(/^申诉在 .* 截止了。$/)).toBeVisible();
  await expect(page.getByRole("link", { name: /^申诉/ })).toHaveCount(0);
  await page.goto(`/work/scores/${round.id}/${round.area_id}/roads`);
  await opened(page);
  await expect(page.getByRole("main").getByRole("alert").or(page.getByText("现在不能对这一项申诉")).first()).toBeVisible();
});

test("somebody with an office declares where they have kin, and withdraws it", async ({ page }) => {
  await signIn(page, "worker", "/mine");
  await page.getByRole("link", { name: "亲属回避" }).click();
  await expect(page.getByText("还没有申报")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("村或社区的名字").fill("村");
  const first = page.getByRole("main").getByRole("listitem").getByRole("button").first();
  await expect(first).toBeVisible();
  await first.click();
  await page.getByRole("dialog").getByRole("button", { name: "申报" }).click();
  await expect(page.getByText(/^已申报：/)).toBeVisible();
  await expect(page.getByText("还没有申报")).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("main").getByRole("button", { name: /^撤回/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "撤回" }).click();
  await expect(page.getByText("还没有申报")).toBeVisible();
});
