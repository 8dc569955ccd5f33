// Goes on where the script of docs/http.md ends: the wallet opens a session for an Ed25519 key of Node.js.
import { generateKeyPairSync, sign as signRaw } from "node:crypto";
import { encodeBase58 } from "ethers";

let keys, raw;
do {
  keys = generateKeyPairSync("ed25519");
  raw = Buffer.from(keys.publicKey.export({ format: "jwk" }).x, "base64url");
} while (raw[0] === 0);
const walletAccount = `db3_user:eth:${wallet.address.toLowerCase()}`;
const sessionKey = `db3_user:sol:${encodeBase58(raw)}`;
const mutations = `/v1/databases/${database}/mutations`;
const opening = { database, session_key: sessionKey, scope_list: ["documents"], until: Date.now() + 3_600_000 };
await call(`${mutations}?wait=sealed`, await signed(chainId, 3, "OPEN_SESSION", opening));

function inSession(nonce, type, payload) {
  const data = BSON.serialize({ ...payload, session_of: walletAccount });
  const values = [Buffer.from("1"), Buffer.from(chainId), Buffer.from("sol"), u64(nonce), Buffer.from(type), data];
  const leaf = values.map((value, i) => hash(Buffer.of(0, i + 1), u64(value.length).subarray(4), value));
  const root = pair(pair(pair(leaf[0], leaf[1]), pair(leaf[2], leaf[3])), pair(leaf[4], leaf[5]));
  const signature = signRaw(null, Buffer.from(`Cairn mutation\n${Buffer.from(root).toString("hex")}`), keys.privateKey);
  return {
    version: "1", chain_id: chainId, sender_payment_chain_id: "sol", nonce, type, data: base64(data),
    sender_signature: base64([3, ...signature]), sender_public_key: base64(raw), // 3 = Ed25519
  };
}

const dune = { database, collection: "walks", documents: [{ _id: "dune", km: 9 }] };
const written = await call(`${mutations}?wait=sealed`, inSession(1, "ADD_DOCUMENT", dune));
const found = await call(`/v1/databases/${database}/collections/walks/documents/dune?after=${written.sequence}`);
const { sessions } = await call(`/v1/databases/${database}/sessions?account=${walletAccount}`);
await call(`${mutations}?wait=sealed`, await signed(chainId, 4, "CLOSE_SESSION", { database, session_key: sessionKey }));
const late = inSession(2, "ADD_DOCUMENT", { ...dune, documents: [{ _id: "late" }] });
const refused = await call(mutations, late).then(() => "taken", (failure) => failure.message.split(" ")[0]);
console.log(JSON.stringify({
  wallet: walletAccount, owner: found.document._owner, entries: sessions[0].entries, refused,
}));
