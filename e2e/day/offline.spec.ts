// A grid worker where the network ends: the day's list is there, and a visit is recorded and sent once.
import { cut, installed, photograph, restore } from "../scoring/support.ts";
import { expect, expectAccessible, opened, test } from "../support/test.ts";
import { arrive } from "../volunteering/support.ts";
import { as, planned, visitsOf } from "./support.ts";

test("a visit that is recorded without a network waits on the device and is sent once", async ({
  page,
  context,
  request,
}) => {
  const worker = await as(request, "worker");
  const { id } = await planned(request, worker);
  await arrive(page, "worker", "/work/day");
  const stop = page.locator(`a[href="/work/visits/${id}/record"]`);
  await expect(stop).toBeVisible();
  await expect(stop).toContainText("今天");
  // The part of the form is fetched once, as on any other day.
  await stop.click();
  await expect(page.getByRole("heading", { level: 1, name: /^记录走访/ })).toBeVisible();
  await installed(page);
  await cut(context);

  await page.goto("/work/day");
  await opened(page);
  await expect(stop).toBeVisible();
  await stop.click();
  // What is missing is named.
  await page.getByRole("button", { name: "记录走访" }).click();
  await expect(page.getByRole("alert")).toContainText("情况怎样");
  await page.getByRole("radio", { name: /没人在家/ }).check({ force: true });
  await page.getByLabel("说明").fill("门口有积水");
  await page.locator('input[type="file"]').first().setInputFiles(await photograph(page));
  await expectAccessible(page);
  await page.getByRole("button", { name: "记录走访" }).click();
  await expect(page).toHaveURL("/work/day");
  await expect(page.getByRole("heading", { name: "还没有发送的走访" })).toBeVisible();
  await expect(stop.getByText("等待发送")).toBeVisible();
  await expect(page.getByText("没有网络，有 1 条内容等待发送")).toBeVisible();
  await expectAccessible(page);

  await page.reload();
  await expect(stop.getByText("等待发送")).toBeVisible();
  expect(await visitsOf(request, worker, id)).toEqual([]);

  await restore(context);
  await expect(page.getByRole("heading", { name: "还没有发送的走访" })).toHaveCount(0, { timeout: 30_000 });
  const visits = await visitsOf(request, worker, id);
  expect(visits).toHaveLength(1);
  expect(visits[0]?.visit).toMatchObject({ outcome: "nobody_home", note: "门口有积水" });
  expect(visits[0]?.photo).not.toBeNull();
});

test("what the server does not take is said, and can be given up", async ({ page, context, request }) => {
  const worker = await as(request, "worker");
  const { id, household } = await planned(request, worker);
  await arrive(page, "worker", "/work/day");
  await page.locator(`a[href="/work/visits/${id}/record"]`).click();
  await page.getByRole("radio", { name: /见到了/ }).check({ force: true });
  await context.route("**/api/v1/visits/*", (route) =>
    route.fulfill({
      status: 409,
      contentType: "application/problem+json",
      body: JSON.stringify({
        type: "/docs/problems#visit_exists",
        title: "这次走访已有记录",
        status: 409,
        detail: "这次走访已经记录过，内容不同。",
        code: "visit_exists",
        request_id: "r",
      }),
    }),
  );
  await page.getByRole("button", { name: "记录走访" }).click();
  await expect(page.getByText("这次走访已经记录过，内容不同。")).toBeVisible({ timeout: 20_000 });
  await page.getByRole("button", { name: "不要这条记录" }).click();
  const asked = page.getByRole("dialog");
  await expect(asked).toContainText(household.name);
  await expectAccessible(page);
  await asked.getByRole("button", { name: "不要这条记录" }).click();
  await expect(page.getByRole("heading", { name: "还没有发送的走访" })).toHaveCount(0);
  expect(await visitsOf(request, worker, id)).toEqual([]);
});
