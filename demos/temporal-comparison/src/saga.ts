import { call } from "./activities.js";

interface Account {
  accountId: string;
  address: string;
  clientEmail: string;
  bankDetails: string;
}

/** Opens an account with an address, a client and a bank account, or none of these. */
export async function openAccount({ accountId, address, clientEmail, bankDetails }: Account): Promise<void> {
  await call("createAccount", { accountId }); // needs no compensation: an empty account harms nobody
  const compensations: (() => Promise<void>)[] = [];
  try {
    await call("addAddress", { accountId, address });
    compensations.push(() => call("clearPostalAddresses", { accountId }));
    await call("addClient", { accountId, clientEmail });
    compensations.push(() => call("removeClient", { accountId }));
    await call("addBankAccount", { accountId, bankDetails });
  } catch (reason) {
    console.error("opening the account failed", reason);
    for (const compensate of compensations.reverse()) {
      await compensate().catch((error: unknown) => console.error("a compensation failed", error));
    }
    throw reason;
  }
}
