// Whole jobs with the keyboard alone, in German.
import { catalogue, expect, field, sampleSignIn, signIn, tabTo, test, type Page } from "../fixtures.ts";
import { dayAhead, newCustomer } from "../harness/registration.ts";

const text = catalogue("de");

test.use({ locale: "de-DE" });

/** Goes to a field with Tab and types into it. */
async function type(page: Page, label: string, value: string): Promise<void> {
  await tabTo(page, field(page, label));
  await page.keyboard.type(value);
}

test("a partner signs in and registers a deal without touching the mouse", async ({ page }) => {
  const { email, password } = sampleSignIn("partner_member");
  const customer = newCustomer();
  await page.goto("/");
  await tabTo(page, page.locator("input[type=email]"));
  await page.keyboard.type(email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("navigation").first()).toBeVisible();

  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.type(text("deals.register"));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: text("deals.form.title_new") })).toBeVisible();

  await type(page, text("deal.field.customer_name"), customer.name);
  await type(page, text("deal.field.customer_domain"), customer.domain);
  await type(page, text("deal.field.customer_country"), "Deutschl");
  await page.keyboard.press("Enter");
  await type(page, text("deal.field.contact_name"), "Petra Vogel");
  await type(page, text("deal.field.contact_email"), `petra@${customer.domain}`);
  const product = field(page, text("deals.form.product_line").replace("{number}", "1"));
  await tabTo(page, product);
  await page.keyboard.press("ArrowDown");
  await expect(product).not.toHaveValue("");
  const quantity = field(page, text("deals.form.product_line_quantity").replace("{number}", "1"));
  await tabTo(page, quantity);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("12");
  await type(page, text("deal.field.value"), "340.000,50");
  const close = field(page, text("deal.field.expected_close"));
  await tabTo(page, close);
  // How a date field is typed into is the browser's matter; what it holds then is ours.
  await close.fill(dayAhead(45));
  await type(page, text("deal.field.need"), "Vierzig Depots planen heute am Telefon; gesucht ist ein gemeinsamer Plan.");
  await tabTo(page, page.getByRole("button", { name: text("deals.form.submit") }));
  await page.keyboard.press("Enter");
  await expect(page.getByText(text("deal.next.waiting_title"))).toBeVisible();
});

test("a manager walks the queue and decides by keys", async ({ page }) => {
  await signIn(page, "channel_manager");
  await page.goto("/approvals");
  const table = page.getByRole("table");
  await expect(table.getByRole("row").nth(1)).toBeVisible();
  await tabTo(page, table.getByRole("link").first());
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/approvals\/[0-9a-f-]{36}/);
  const sendBack = page.getByRole("radio", { name: /zurück/i });
  await expect(sendBack).toBeVisible();
  await page.keyboard.press("r");
  await expect(sendBack).toBeChecked();
});
