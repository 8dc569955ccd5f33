// Signs, verifies and decrypts with the wallets that people use. Reads one JSON object from standard
// input, writes one to standard output; the test that calls this compares.
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  SigningKey,
  Wallet,
  encryptKeystoreJson,
  getBytes,
  hashMessage,
  sha256,
  toUtf8Bytes,
  verifyMessage,
  verifyTypedData,
} from 'ethers';
import arweaveModule from 'arweave';
import nacl from 'tweetnacl';

const input = JSON.parse(readFileSync(0, 'utf8'));
const root = getBytes('0x' + input.root);
const hex = (bytes) => Buffer.from(bytes).toString('hex');
const bytes = (text) => new Uint8Array(Buffer.from(text, 'hex'));

const domain = { name: 'Cairn', version: '1', salt: sha256(toUtf8Bytes(input.origin.chainId)) };
const shared = [
  { name: 'version', type: 'string' },
  { name: 'chainId', type: 'string' },
  { name: 'paymentChainId', type: 'string' },
  { name: 'nonce', type: 'int64' },
];
const mutationTypes = { Mutation: [...shared, { name: 'type', type: 'string' }, { name: 'dataHash', type: 'bytes32' }] };
const bundleTypes = { Bundle: [...shared, { name: 'mutationsRoot', type: 'bytes32' }] };
const origin = { ...input.origin, nonce: BigInt(input.origin.nonce) };
const mutation = { ...origin, type: input.type, dataHash: sha256('0x' + input.data) };
const bundle = { ...origin, mutationsRoot: '0x' + input.mutationsRoot };

async function ethereum() {
  const wallet = new Wallet('0x' + input.eth.secret);
  return {
    address: wallet.address,
    publicKey: SigningKey.computePublicKey(wallet.privateKey, true).slice(2),
    digest: hashMessage(root).slice(2),
    personal: (await wallet.signMessage(root)).slice(2),
    mutation: (await wallet.signTypedData(domain, mutationTypes, mutation)).slice(2),
    bundle: (await wallet.signTypedData(domain, bundleTypes, bundle)).slice(2),
    recovered: [
      verifyMessage(root, '0x' + input.eth.personal),
      verifyTypedData(domain, mutationTypes, mutation, '0x' + input.eth.mutation),
      verifyTypedData(domain, bundleTypes, bundle, '0x' + input.eth.bundle),
    ],
    decrypted: (await Wallet.fromEncryptedJson(input.eth.keystore, input.passphrase)).privateKey.slice(2),
    keystore: await encryptKeystoreJson(wallet, input.passphrase, { scrypt: { N: 4096, r: 8, p: 1 } }),
  };
}

async function arweave() {
  const { crypto, wallets } = (arweaveModule.default ?? arweaveModule).init({});
  const jwk = input.ar.jwk;
  return {
    address: await wallets.jwkToAddress(jwk),
    signatures: [
      hex(await crypto.sign(jwk, root)),
      hex(await crypto.sign(jwk, root, { saltLength: 32 })),
      hex(await crypto.sign(jwk, root, { saltLength: 0 })),
    ],
    verified: await crypto.verify(jwk.n, root, bytes(input.ar.signature)),
    verifiedOther: await crypto.verify(jwk.n, new Uint8Array(32), bytes(input.ar.signature)).catch(() => false),
  };
}

function solana() {
  const message = toUtf8Bytes('Cairn mutation\n' + input.root);
  const pair = nacl.sign.keyPair.fromSeed(bytes(input.sol.seed));
  const signature = bytes(input.sol.signature);
  const key = createPrivateKey({ key: input.sol.jwk, format: 'jwk' });
  return {
    publicKey: hex(pair.publicKey),
    signatures: [hex(nacl.sign.detached(message, pair.secretKey)), hex(sign(null, message, key))],
    verified: [
      nacl.sign.detached.verify(message, signature, pair.publicKey),
      verify(null, message, createPublicKey(key), signature),
    ],
  };
}

process.stdout.write(JSON.stringify({ eth: await ethereum(), ar: await arweave(), sol: solana() }));
