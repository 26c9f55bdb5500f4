package vectors_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"encoding/base64"
	"math/big"
	"slices"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"sojt/signoff/testkit/vectors"
)

// signed is the payload of most signatures: a record without its sig.
const signed = `{"v":1,"id":"01M7YSFSK8K0M1N2P3Q4R5S6T7","at":"2026-11-21T10:12:33Z","by":"ana","type":"note","program":"harbor-kitchen-k3v9","learner":"maria-lopez","kind":"feedback","text":"größer als \"11\""}`

// sshsigCase is a signature, what is wrong with it, and who refuses it. ssh-keygen, where it differs, is
// the laxer one; the comment says why that is not good enough.
type sshsigCase struct {
	name, reason string // "" is accepted
	lax          bool   // refused here, accepted by ssh-keygen
	comment      string
	key          string // type and base64
	payload      string
	text         []byte
	armoured     bool
}

func sshsigVectors(t testing.TB) []vectors.Vector {
	var all []vectors.Vector
	for _, c := range slices.Concat(goodSignatures(t), envelopeCases(t), innerCases(t), keyCases(t), textCases(t)) {
		expect, openssh, form := "ok", "accepts", "base64"
		switch c.reason {
		case "":
		case "key":
			expect = "E-KEY"
		default:
			expect = "E-SIG"
		}
		if c.reason != "" && !c.lax {
			openssh = "refuses"
		}
		if c.armoured {
			form = "armour"
		}
		v := made("sshsig/"+c.name, expect, c.comment, c.text)
		if c.reason != "" {
			v.Header = append(v.Header, vectors.Field{Key: "reason", Value: c.reason})
		}
		for _, pair := range [][2]string{{"openssh", openssh}, {"form", form}, {"key", c.key}, {"payload", c.payload}} {
			v.Header = append(v.Header, vectors.Field{Key: pair[0], Value: pair[1]})
		}
		all = append(all, v)
	}
	return all
}

// of is a case of a signature as it stands in a record, by the key that made it over the usual payload.
func of(name, reason, comment string, b *blob) sshsigCase {
	text := base64.StdEncoding.EncodeToString(b.bytes())
	return sshsigCase{name: name, reason: reason, comment: comment, key: keyText(b.key), payload: signed, text: []byte(text)}
}

// strict marks a case that ssh-keygen lets pass.
func strict(c sshsigCase) sshsigCase {
	c.lax = true
	return c
}

// withKey is a case with another key given than the signature says.
func withKey(c sshsigCase, key string) sshsigCase {
	c.key = key
	return c
}

// softKeys are keys of each kind whose private half is at hand, by name.
func softKeys(t testing.TB) map[string]crypto.Signer {
	keys := map[string]crypto.Signer{}
	for _, kind := range []string{"ed25519", "ecdsa-256", "ecdsa-384", "ecdsa-521", "rsa-3072"} {
		keys[kind] = raw(t, kind, "ana")
	}
	return keys
}

// allKeys are signers of each kind that is accepted.
func allKeys(t testing.TB) map[string]ssh.Signer {
	all := map[string]ssh.Signer{}
	for kind, key := range softKeys(t) {
		all[kind] = signer(t, key)
	}
	all["sk-ed25519"] = hardware{raw(t, "ed25519", "ana"), 1}
	all["sk-ecdsa"] = hardware{raw(t, "ecdsa-256", "ana"), 1}
	return all
}

// goodSignatures are accepted: each kind of key, and (r, n-s), which is as good as (r, s).
func goodSignatures(t testing.TB) []sshsigCase {
	var all []sshsigCase
	keys := allKeys(t)
	for _, kind := range []string{"ed25519", "ecdsa-256", "ecdsa-384", "ecdsa-521", "rsa-3072", "sk-ed25519", "sk-ecdsa"} {
		b := signedBy(t, keys[kind], signed)
		all = append(all, of("good-"+kind, "", "a signature by a key of this kind", b))
		changed := of("payload-changed-"+kind, "bytes", "the same signature over a payload of which one letter changed", b)
		changed.payload = strings.Replace(signed, "11", "12", 1)
		all = append(all, changed)
	}
	for kind, curve := range map[string]elliptic.Curve{"ecdsa-256": elliptic.P256(), "ecdsa-384": elliptic.P384(), "ecdsa-521": elliptic.P521(), "sk-ecdsa": elliptic.P256()} {
		b := signedBy(t, keys[kind], signed)
		b.inner.Blob = pairOf(t, b, func(r, s *big.Int) { s.Sub(curve.Params().N, s) })
		all = append(all, of("other-half-"+kind, "", "(r, n-s) of a good (r, s): nobody can tell it apart, and identity is the digest of the payload", b))
	}
	empty := of("payload-empty", "", "a payload of no bytes", signedBy(t, keys["ed25519"], ""))
	empty.payload = ""
	touched := signedBy(t, hardware{raw(t, "ed25519", "ana"), 0x05}, signed)
	return append(all, empty, of("sk-verified", "", "a hardware key that was touched, and whose user gave a PIN", touched))
}

// pairOf changes the numbers of an ECDSA signature.
func pairOf(t testing.TB, b *blob, change func(r, s *big.Int)) []byte {
	t.Helper()
	var p struct{ R, S *big.Int }
	if err := ssh.Unmarshal(b.inner.Blob, &p); err != nil {
		t.Fatal(err)
	}
	change(p.R, p.S)
	return ssh.Marshal(p)
}

// envelopeCases are wrong in the outer form.
func envelopeCases(t testing.TB) []sshsigCase {
	key := allKeys(t)["ed25519"]
	before := func(name, reason, comment string, change func(*blob)) sshsigCase {
		return of(name, reason, comment, signedBy(t, key, signed, change))
	}
	after := func(name, reason, comment string, change func(*blob)) sshsigCase {
		b := signedBy(t, key, signed)
		c := of(name, reason, comment, b)
		change(b)
		c.text = []byte(base64.StdEncoding.EncodeToString(b.bytes()))
		return c
	}
	outer := func(name, comment string, change func([]byte) []byte) sshsigCase {
		c := after(name, "form", comment, func(*blob) {})
		c.text = []byte(base64.StdEncoding.EncodeToString(change(signedBy(t, key, signed).bytes())))
		return c
	}
	return []sshsigCase{
		before("namespace-git", "namespace", "made for git", func(b *blob) { b.namespace = "git" }),
		before("namespace-file", "namespace", "made for files, as ssh-keygen's manual shows it", func(b *blob) { b.namespace = "file" }),
		before("namespace-longer", "namespace", "made for a namespace that begins with ours", func(b *blob) { b.namespace = "sojt2" }),
		before("namespace-case", "namespace", "made for a namespace in other letters", func(b *blob) { b.namespace = "Sojt" }),
		before("namespace-empty", "namespace", "made for no namespace", func(b *blob) { b.namespace = "" }),
		after("namespace-swapped", "namespace", "made for sojt, and said to be for git", func(b *blob) { b.namespace = "git" }),
		before("namespace-nul-more", "namespace", "made for a namespace that goes on behind a NUL", func(b *blob) { b.namespace = "sojt\x00git" }),
		strict(after("namespace-nul", "namespace", "a namespace with a NUL at its end, which ssh-keygen does not read", func(b *blob) { b.namespace = "sojt\x00" })),
		strict(before("hash-sha256", "algorithm", "made over sha256; there is one hash for all records", func(b *blob) { b.hash = "sha256" })),
		after("hash-swapped", "algorithm", "made over sha512, and said to be over sha256", func(b *blob) { b.hash = "sha256" }),
		after("hash-case", "algorithm", "a hash in other letters", func(b *blob) { b.hash = "SHA512" }),
		after("hash-sha1", "algorithm", "a hash that nobody takes any more", func(b *blob) { b.hash = "sha1" }),
		before("reserved-signed", "form", "bytes in the reserved field, signed with it: something can be hidden there", func(b *blob) { b.reserved = "x" }),
		strict(after("reserved-added", "form", "bytes in the reserved field, put there afterwards: nothing signs them", func(b *blob) { b.reserved = "x" })),
		strict(after("version-0", "form", "version 0: nothing signs the version, so this is another way to write the same signature", func(b *blob) { b.version = 0 })),
		after("version-2", "form", "a version that does not exist", func(b *blob) { b.version = 2 }),
		after("magic-lower", "form", "another magic", func(b *blob) { b.magic = "sshsig" }),
		after("magic-missing", "form", "no magic", func(b *blob) { b.magic = "" }),
		outer("outer-trailing", "a byte too much behind the whole", func(b []byte) []byte { return append(b, 0) }),
		outer("outer-cut", "the last byte missing", func(b []byte) []byte { return b[:len(b)-1] }),
		outer("outer-empty", "nothing but the magic", func(b []byte) []byte { return b[:6] }),
	}
}

// innerCases are wrong in the signature inside.
func innerCases(t testing.TB) []sshsigCase {
	keys := allKeys(t)
	by := func(kind, name, reason, comment string, change func(*blob)) sshsigCase {
		b := signedBy(t, keys[kind], signed)
		change(b)
		return of(name, reason, comment, b)
	}
	rsa := keys["rsa-3072"].(ssh.AlgorithmSigner)
	zero, n := big.NewInt(0), elliptic.P256().Params().N
	pair := func(change func(r, s *big.Int)) func(*blob) {
		return func(b *blob) { b.inner.Blob = pairOf(t, b, change) }
	}
	return []sshsigCase{
		strict(by("ed25519", "ed25519-s-plus-l", "bytes", "S+L of a good S: anybody can make it, and RFC 8032 refuses it", func(b *blob) { b.inner.Blob = addOrder(b.inner.Blob) })),
		strict(by("sk-ed25519", "sk-ed25519-s-plus-l", "bytes", "S+L of a good S, by a hardware key", func(b *blob) { b.inner.Blob = addOrder(b.inner.Blob) })),
		by("ed25519", "ed25519-s-zero", "bytes", "S of zero", func(b *blob) { clear(b.inner.Blob[32:]) }),
		by("ed25519", "ed25519-r-zero", "bytes", "R of zero", func(b *blob) { clear(b.inner.Blob[:32]) }),
		by("ed25519", "ed25519-long", "form", "a byte too much behind S", func(b *blob) { b.inner.Blob = append(b.inner.Blob, 0) }),
		by("ed25519", "ed25519-short", "form", "the last byte of S missing", func(b *blob) { b.inner.Blob = b.inner.Blob[:63] }),
		by("ed25519", "inner-trailing", "form", "a byte too much behind the inner signature; some libraries pass over it", func(b *blob) { b.tail = "\x00" }),
		by("ed25519", "inner-empty", "form", "no number at all", func(b *blob) { b.inner.Blob = nil }),
		by("ed25519", "algorithm-swapped", "algorithm", "an ed25519 signature that says it is one of RSA", func(b *blob) { b.inner.Format = ssh.KeyAlgoRSASHA512 }),
		by("ecdsa-256", "ecdsa-r-zero", "form", "r of zero", pair(func(r, _ *big.Int) { r.Set(zero) })),
		by("ecdsa-256", "ecdsa-s-zero", "form", "s of zero", pair(func(_, s *big.Int) { s.Set(zero) })),
		by("ecdsa-256", "ecdsa-s-plus-n", "bytes", "s+n of a good s", pair(func(_, s *big.Int) { s.Add(s, n) })),
		by("ecdsa-256", "ecdsa-r-plus-n", "bytes", "r+n of a good r", pair(func(r, _ *big.Int) { r.Add(r, n) })),
		by("ecdsa-256", "ecdsa-negative", "form", "-s of a good s", pair(func(_, s *big.Int) { s.Neg(s) })),
		strict(by("ecdsa-256", "ecdsa-leading-zero", "form", "r with a zero too much in front", func(b *blob) { b.inner.Blob = padded(t, b.inner.Blob) })),
		by("ecdsa-256", "ecdsa-trailing", "form", "a byte too much behind s", func(b *blob) { b.inner.Blob = append(b.inner.Blob, 0) }),
		of("rsa-sha1", "algorithm", "RSA with SHA-1", signedBy(t, algorithm{rsa, ssh.KeyAlgoRSA}, signed)),
		strict(of("rsa-sha2-256", "algorithm", "RSA with SHA-256; there is one algorithm for each type of key", signedBy(t, algorithm{rsa, ssh.KeyAlgoRSASHA256}, signed))),
		by("rsa-3072", "rsa-leading-zero", "form", "a zero too much in front of the number", func(b *blob) { b.inner.Blob = append([]byte{0}, b.inner.Blob...) }),
		by("rsa-3072", "rsa-short", "form", "the first byte of the number missing", func(b *blob) { b.inner.Blob = b.inner.Blob[1:] }),
		strict(of("sk-ed25519-untouched", "algorithm", "a hardware key that nobody touched", signedBy(t, hardware{raw(t, "ed25519", "ana"), 0}, signed))),
		strict(of("sk-ecdsa-untouched", "algorithm", "a hardware key that nobody touched", signedBy(t, hardware{raw(t, "ecdsa-256", "ana"), 0}, signed))),
		by("sk-ed25519", "sk-touch-added", "bytes", "a hardware key that nobody touched, and the flag of touch set afterwards", func(b *blob) {
			*b = *signedBy(t, hardware{raw(t, "ed25519", "ana"), 0}, signed)
			b.inner.Rest[0] = 1
		}),
		by("sk-ed25519", "sk-counter", "bytes", "the counter changed", func(b *blob) { b.inner.Rest[4]++ }),
		by("sk-ed25519", "sk-trailing", "form", "a byte too much behind the counter", func(b *blob) { b.inner.Rest = append(b.inner.Rest, 0) }),
	}
}

// keyCases are of keys that are not accepted, or are not the one given.
func keyCases(t testing.TB) []sshsigCase {
	keys := allKeys(t)
	ed := keys["ed25519"]
	good := signedBy(t, ed, signed)
	other := signedBy(t, signer(t, raw(t, "ed25519", "ben")), signed)
	certificate := signedBy(t, certified(t, ed), signed)
	weak := signedBy(t, ed, signed, func(b *blob) { b.key = wireOf(ssh.KeyAlgoED25519, "\x01"+strings.Repeat("\x00", 31)) })
	weak.inner.Blob = append([]byte("\x01"+strings.Repeat("\x00", 31)), make([]byte, 32)...)
	point, err := raw(t, "ecdsa-256", "ana").Public().(*ecdsa.PublicKey).Bytes()
	if err != nil {
		t.Fatal(err)
	}
	compressed := signedBy(t, keys["ecdsa-256"], signed)
	compressed.key = wireOf(ssh.KeyAlgoECDSA256, "nistp256", string(append([]byte{2 + point[64]&1}, point[1:33]...)))
	tail := signedBy(t, ed, signed)
	tail.key += "\x00"
	return []sshsigCase{
		withKey(of("key-of-another", "key", "a good signature, and another key is given", other), keyText(good.key)),
		withKey(of("key-swapped", "key", "another key is given, and the signature says it is of that one's kind", other), keyText(signedBy(t, keys["ecdsa-256"], signed).key)),
		withKey(of("certificate", "algorithm", "made with a certificate of the key that is given", certificate), keyText(good.key)),
		strict(of("rsa-1024", "key", "an RSA key of 1024 bits", signedBy(t, signer(t, smallRSA(t, 1024)), signed))),
		strict(of("rsa-2048", "key", "an RSA key of 2048 bits: at least 3072 are needed", signedBy(t, signer(t, smallRSA(t, 2048)), signed))),
		strict(of("ed25519-small-order", "key", "a key of small order, and a signature that nobody needed a private key for: it holds for every payload", weak)),
		withKey(of("ecdsa-compressed", "form", "the key's point in its short form", compressed), keyText(signedBy(t, keys["ecdsa-256"], signed).key)),
		withKey(of("key-trailing", "form", "a byte too much behind the key", tail), keyText(good.key)),
	}
}

// textCases are of the text around the bytes.
func textCases(t testing.TB) []sshsigCase {
	b := signedBy(t, allKeys(t)["ed25519"], signed)
	plain := base64.StdEncoding.EncodeToString(b.bytes())
	in := func(name, reason, comment, text string) sshsigCase {
		c := of(name, reason, comment, b)
		c.text = []byte(text)
		return c
	}
	arm := func(name, reason, comment, text string) sshsigCase {
		c := in(name, reason, comment, text)
		c.armoured = true
		return c
	}
	ending := signedBy(t, allKeys(t)["sk-ed25519"], signed) // its length wants padding
	bare := func(name, comment string, change func(string) string) sshsigCase {
		c := of(name, "form", comment, ending)
		text := string(c.text)
		if c.text = []byte(change(text)); !strings.HasSuffix(text, "=") || string(c.text) == text {
			t.Fatalf("%s: nothing is wrong with it", name)
		}
		return c
	}
	usual := armour(b.bytes(), 70, "\n")
	return []sshsigCase{
		strict(in("base64-newline", "form", "a line end in the base64, which many decoders skip", plain[:70]+"\n"+plain[70:])),
		strict(in("base64-newline-end", "form", "a line end behind the base64", plain+"\n")),
		strict(in("base64-blank", "form", "a blank in the base64", plain[:70]+" "+plain[70:])),
		bare("base64-unpadded", "the padding missing", func(text string) string { return strings.TrimRight(text, "=") }),
		bare("base64-slack", "another letter in the place of the last, of which only some bits count", slack),
		in("base64-url", "form", "the other alphabet of base64", strings.NewReplacer("+", "-", "/", "_").Replace(plain)),
		arm("armour-good", "", "as ssh-keygen writes it", usual),
		arm("armour-crlf", "form", "CR LF at the ends of the lines", armour(b.bytes(), 70, "\r\n")),
		strict(arm("armour-wide", "form", "lines of 76 letters", armour(b.bytes(), 76, "\n"))),
		strict(arm("armour-end", "form", "no line end behind the last line", strings.TrimSuffix(usual, "\n"))),
		arm("armour-before", "form", "a line before the first", "\n"+usual),
		arm("armour-dashes", "form", "another first line", strings.Replace(usual, "-----BEGIN SSH", "----BEGIN SSH", 1)),
	}
}

// addOrder adds the order of the group to S of an ed25519 signature.
func addOrder(sig []byte) []byte {
	order, _ := new(big.Int).SetString("7237005577332262213973186563042994240857116359379907606001950938285454250989", 10)
	s := slices.Clone(sig[32:])
	slices.Reverse(s)
	s = order.Add(order, new(big.Int).SetBytes(s)).FillBytes(make([]byte, 32))
	slices.Reverse(s)
	return append(slices.Clone(sig[:32]), s...)
}

// padded writes r with a zero too much in front.
func padded(t testing.TB, sig []byte) []byte {
	t.Helper()
	var p struct{ R, S string }
	if err := ssh.Unmarshal(sig, &p); err != nil {
		t.Fatal(err)
	}
	p.R = "\x00" + p.R
	return ssh.Marshal(p)
}

// slack changes the bits of the last letter that stand for nothing.
func slack(text string) string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	bare := strings.TrimRight(text, "=")
	last := strings.IndexByte(alphabet, bare[len(bare)-1])
	return bare[:len(bare)-1] + alphabet[last+1:last+2] + text[len(bare):]
}
