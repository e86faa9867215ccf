// From a plan to hours: an organiser's telephone and a volunteer's.
import { expect, expectAccessible, test } from "../support/test.ts";
import { arrive, as, called, planned, telephone } from "./support.ts";

/** The day and the time of the town, so many minutes from now, as fields take them. */
function fields(minutes: number): { day: string; time: string } {
  const there = new Date(Date.now() + minutes * 60_000 + 8 * 3_600_000).toISOString();
  return { day: there.slice(0, 10), time: there.slice(11, 16) };
}

test("an organiser plans, a resident signs up, and checks in and out by typed codes", async ({
  page,
  browser,
  baseURL,
}) => {
  const title = called("擦洗宣传栏");
  const worker = await telephone(browser, baseURL ?? "", "worker", "/work");
  await worker.getByRole("link", { name: "安排志愿活动" }).click();
  await worker.getByRole("link", { name: "安排一次活动" }).first().click();
  // What is missing is named, and what was typed survives leaving the page.
  await worker.getByLabel("叫什么").fill(title);
  await worker.getByRole("button", { name: "发布" }).click();
  await expect(worker.getByRole("alert")).toContainText("哪一天");
  await worker.goto("/work/shifts");
  await worker.goto("/work/shifts/plan");
  await expect(worker.getByLabel("叫什么")).toHaveValue(title);
  await worker.getByLabel("做什么").fill("擦玻璃、换海报");
  await worker.getByLabel("在哪里集合").fill("社区服务站门口");
  const [starts, ends] = [fields(5), fields(65)];
  await worker.getByLabel("哪一天").fill(starts.day);
  await worker.getByLabel("几点开始").fill(starts.time);
  await worker.getByLabel("几点结束").fill(ends.time);
  await worker.getByLabel("几个名额").fill("2");
  await expectAccessible(worker);
  await worker.getByRole("button", { name: "发布" }).click();
  await expect(worker).toHaveURL("/work/shifts");
  await worker.getByRole("link", { name: title }).click();
  await expect(worker.getByText("还没有人报名")).toBeVisible();

  // Somebody whom the shift that is under way leaves alone.
  await arrive(page, "r023", "/volunteer");
  await page.getByRole("link", { name: title }).first().click();
  await page.getByRole("button", { name: "我要报名" }).click();
  await expect(page.getByText("您已报名。")).toBeVisible();
  await expectAccessible(page);
  // It came to the organiser's open page by itself.
  await expect(worker.getByText("未签到")).toBeVisible();

  await worker.getByRole("link", { name: "显示签到码" }).click();
  const shown = worker.locator(".check-screen__digits");
  await expect(shown).toHaveText(/^\d{3} \d{3}$/);
  await expectAccessible(worker);
  await page.getByRole("link", { name: "签到 / 签退" }).click();
  await page.getByLabel("6 位数字").fill("000 000");
  await page.getByRole("button", { name: "提交" }).click();
  await expect(page.getByRole("alert")).toContainText("签到码有误");
  await page.getByLabel("6 位数字").fill(await shown.innerText());
  await page.getByRole("button", { name: "提交" }).click();
  await expect(page.getByText(`已签到：${title}`)).toBeVisible();
  await expectAccessible(page);

  await worker.getByText("签退", { exact: true }).click();
  await expect(worker).toHaveURL(/kind=out/);
  await expect(shown).toHaveText(/^\d{3} \d{3}$/);
  // The digits of the other code stay until this one is here.
  await expect(async () => {
    await page.getByLabel("6 位数字").fill(await shown.innerText());
    await page.getByRole("button", { name: "提交" }).click();
    await expect(page.getByText(`已签退：${title}`)).toBeVisible({ timeout: 2_000 });
  }).toPass();
  // It has not begun: nothing counts yet, and both say so.
  await expect(page.getByText("记 0 分钟")).toBeVisible();
  await worker.getByRole("link", { name: "关闭" }).click();
  await expect(worker.getByText("1 / 1 已到")).toBeVisible();
  await expect(worker.getByText("0 分钟", { exact: true })).toBeVisible();
  await worker.context().close();
});

test("hours stand under their year and open into the shifts behind them", async ({ page }) => {
  await arrive(page, "resident", "/volunteer/hours");
  await expect(page.getByRole("heading", { level: 2, name: /^\d{4} 年$/ }).first()).toBeVisible();
  await expect(page.getByRole("rowheader").first()).toContainText("月");
  // The one before the last: of the last the time may not be settled yet.
  await page.getByRole("link", { name: "河岸清洁日" }).nth(1).click();
  await expect(page.getByText(/^谢谢您！这次记 /)).toBeVisible();
});

test("the code behind a picture checks in as the page opens", async ({ page, request }) => {
  const id = await planned(request, called("发放宣传单"), 5, 2);
  await arrive(page, "r022", `/volunteer/shifts/${id}`);
  await page.getByRole("button", { name: "我要报名" }).click();
  await expect(page.getByText("您已报名。")).toBeVisible();
  const code = await request.get(`/api/v1/shifts/${id}/check-code?kind=in`, { headers: await as(request, "worker") });
  const { link } = (await code.json()) as { link: string };
  await page.goto(new URL(link).pathname + new URL(link).hash);
  await expect(page.getByText("已签到：")).toBeVisible();
  await expect(page).toHaveURL("/volunteer/check");
});

test("who waits gets the place that is given back, and sees it without reloading", async ({ page, browser, baseURL, request }) => {
  const title = called("搬运图书");
  const id = await planned(request, title, 60 * 30, 1);
  await arrive(page, "r032", `/volunteer/shifts/${id}`);
  await page.getByRole("button", { name: "我要报名" }).click();
  await expect(page.getByText("您已报名。")).toBeVisible();
  const other = await telephone(browser, baseURL ?? "", "r042", `/volunteer/shifts/${id}`);
  await other.getByRole("button", { name: "排候补" }).click();
  await expect(other.getByText("您排在候补第 1 位")).toBeVisible();

  await page.getByRole("button", { name: "退出" }).click();
  const asked = page.getByRole("dialog");
  await expect(asked).toContainText(`退出“${title}”？`);
  await expectAccessible(page);
  await asked.getByRole("button", { name: "退出" }).click();
  await expect(page.getByRole("button", { name: "排候补" })).toBeVisible();
  await expect(other.getByText("您已报名。")).toBeVisible();
  await other.context().close();
});

test("an organiser signs somebody up at the counter and settles by hand what is over", async ({ page, request }) => {
  const id = await planned(request, called("浇花"), 20, 3);
  await arrive(page, "worker", `/work/shifts/${id}`);
  await page.getByRole("button", { name: "登记来人" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("heading", { name: "登记来人" })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "取消" }).click();
  // One that is over has its time settled for a reason.
  await page.goto("/work/shifts?when=past");
  await page.getByRole("link", { name: "河岸清洁日" }).first().click();
  await page.getByRole("button", { name: /^给 .* 记时长$/ }).first().click();
  const note = page.getByRole("dialog");
  await note.getByLabel("记多少分钟").fill("999");
  await note.getByLabel("理由").fill("核对了签到表");
  await note.getByRole("button", { name: "记下" }).click();
  await expect(note.getByRole("alert")).toContainText("720");
  await note.getByLabel("记多少分钟").fill("75");
  await expect(note.getByLabel("理由")).toHaveValue("核对了签到表");
  await note.getByRole("button", { name: "记下" }).click();
  await expect(page.getByText("1 小时 15 分").first()).toBeVisible();
  await expect(page.getByText("理由：核对了签到表").first()).toBeVisible();
});
