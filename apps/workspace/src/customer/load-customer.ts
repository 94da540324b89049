/** The customers' page with its catalogues. */
export async function loadCustomer() {
  const [{ CustomerPage }, { addCustomerWords }] = await Promise.all([
    import('./CustomerPage'),
    import('./customer-words'),
  ]);
  addCustomerWords();
  return CustomerPage;
}
