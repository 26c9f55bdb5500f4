package badge

import (
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"
)

// TestTampered changes every character of a badge in turn: none of them is good any more.
func TestTampered(t *testing.T) {
	token := seal(t, secret, knifeBadge(t))
	if _, err := Check(token, nil, now); err != nil {
		t.Fatal("checker is broken:", err)
	}
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	step := 1
	if testing.Short() {
		step = 7
	}
	for i := 0; i < len(token); i += step {
		if token[i] == '.' {
			continue
		}
		n := strings.IndexByte(alphabet, token[i])
		for _, bit := range []int{1, 32} {
			changed := token[:i] + string(alphabet[n^bit]) + token[i+1:]
			if _, err := Check(changed, nil, now); err == nil {
				t.Errorf("good with character %d changed", i)
			}
		}
	}
	for _, changed := range []string{"", ".", "..", token[1:], token[:len(token)-1], token + "A", token + ".", strings.Replace(token, ".", "..", 1), token[:50] + "\n" + token[50:], token + "="} {
		if _, err := Check(changed, nil, now); err == nil {
			t.Errorf("good: %.80q", changed)
		}
	}
}

// forge signs anything as a badge.
func forge(t *testing.T, k ed25519.PrivateKey, head, body any) string {
	t.Helper()
	var parts []string
	for _, v := range []any{head, body} {
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, encoding.EncodeToString(text))
	}
	input := strings.Join(parts, ".")
	return input + "." + encoding.EncodeToString(ed25519.Sign(k, []byte(input)))
}

// apart gives header and credential of a badge as they can be changed.
func apart(t *testing.T, token string) (head, body node) {
	t.Helper()
	head, raw, _, _, err := split(token)
	if err == nil {
		body, err = readObject(raw)
	}
	if err != nil {
		t.Fatal(err)
	}
	return head, body
}

// TestForged signs, well, what is no good badge.
func TestForged(t *testing.T) {
	theirs := encoding.EncodeToString(keyOfTest(other).Public)
	for name, x := range map[string]struct {
		key    ed25519.PrivateKey
		change func(head, body node)
		says   string
	}{
		"nothing changed":             {secret, func(_, _ node) {}, ""},
		"by another, whose key is in": {other, func(h, _ node) { h["jwk"].(node)["x"] = theirs; delete(h, "kid") }, "another key signed it"},
		"by another, with both keys":  {other, func(h, _ node) { h["jwk"].(node)["x"] = theirs }, "names two keys"},
		"by another":                  {other, func(_, _ node) {}, "another key signed it"},
		"without a signature":         {secret, func(h, _ node) { h["alg"] = "none" }, `signed by "none"`},
		"by a shared secret":          {secret, func(h, _ node) { h["alg"] = "HS256" }, `signed by "HS256"`},
		"with something critical":     {secret, func(h, _ node) { h["crit"] = []string{"x"} }, "only EdDSA is checked"},
		"a private key in it":         {secret, func(h, _ node) { h["jwk"].(node)["d"] = "x" }, "no public key"},
		"a key of another kind":       {secret, func(h, _ node) { h["jwk"].(node)["crv"] = "P-256" }, "no public key"},
		"a short key":                 {secret, func(h, _ node) { h["jwk"].(node)["x"] = "AAAA" }, "no public key"},
		"another issuer said again":   {secret, func(_, b node) { b["iss"] = "https://example.com" }, "claim iss"},
		"another id said again":       {secret, func(_, b node) { b["jti"] = "urn:uuid:x" }, "claim jti"},
		"another subject said again":  {secret, func(_, b node) { b["sub"] = "did:example:eve" }, "claim sub"},
		"an earlier nbf":              {secret, func(_, b node) { b["nbf"] = 1 }, "claim nbf"},
		"a later exp":                 {secret, func(_, b node) { b["exp"] = 9999999999 }, "claim exp"},
		"no exp":                      {secret, func(_, b node) { delete(b, "exp") }, "claim exp"},
		"no validUntil":               {secret, func(_, b node) { delete(b, "validUntil") }, "claim exp"},
		"no validFrom":                {secret, func(_, b node) { delete(b, "validFrom") }, "no validFrom"},
		"a time without zone":         {secret, func(_, b node) { b["validFrom"] = "2026-01-01T00:00:00" }, "a time with its zone"},
		"no achievement":              {secret, func(_, b node) { delete(b["credentialSubject"].(node), "achievement") }, "no achievement"},
		"a list of achievements": {secret, func(_, b node) {
			s := b["credentialSubject"].(node)
			s["achievement"] = []any{s["achievement"]}
		}, "no achievement"},
		"nobody's":               {secret, func(_, b node) { delete(b["credentialSubject"].(node), "identifier") }, "whose it is"},
		"an achievement of none": {secret, func(_, b node) { delete(b["credentialSubject"].(node)["achievement"].(node), "criteria") }, "no criteria"},
		"no subject":             {secret, func(_, b node) { delete(b, "credentialSubject") }, "no credentialSubject"},
		"a subject of words":     {secret, func(_, b node) { b["credentialSubject"] = "theo" }, "no AchievementSubject"},
		"an issuer of words":     {secret, func(_, b node) { b["issuer"] = 7 }, "claim iss"},
		"another context":        {secret, func(_, b node) { b["@context"] = []any{contextVC} }, "@context"},
		"another type":           {secret, func(_, b node) { b["type"] = []any{"VerifiableCredential"} }, "type is"},
	} {
		t.Run(name, func(t *testing.T) {
			head, body := apart(t, seal(t, secret, knifeBadge(t)))
			x.change(head, body)
			_, err := Check(forge(t, x.key, head, body), nil, now)
			if x.says == "" && err != nil || x.says != "" && (err == nil || !strings.Contains(err.Error(), x.says)) {
				t.Errorf("got %v, expected %q", err, x.says)
			}
		})
	}
}

// TestIssuerByURL: the key in a badge proves nothing of who that is, the one that was given does.
func TestIssuerByURL(t *testing.T) {
	m, s := theo(t, "", false)
	m.Issuer.ID = "https://example.com/badges"
	token := seal(t, secret, m.Competency(s.Learner, s.Role("cook").Cell("knife")))
	got, err := Check(token, nil, now)
	if err != nil || got.Proved {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err = Check(token, keyOfTest(secret).Public, now); err != nil || !got.Proved {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err = Check(token, keyOfTest(other).Public, now); !errors.Is(err, ErrUnsigned) {
		t.Error(err)
	}
	head, body := apart(t, token)
	delete(head, "jwk")
	if _, err = Check(forge(t, secret, head, body), nil, now); err == nil || !strings.Contains(err.Error(), "does not carry the key") {
		t.Error(err)
	}
	if _, err = Check(seal(t, secret, knifeBadge(t)), keyOfTest(other).Public, now); !errors.Is(err, ErrUnsigned) {
		t.Errorf("a did:key against another key that is trusted: %v", err)
	}
}

// TestTime: the first and the last second are inside.
func TestTime(t *testing.T) {
	token := seal(t, secret, knifeBadge(t))
	for at, says := range map[string]string{
		"2026-02-01T22:59:59Z": "it holds from 2026-02-01T23:00:00Z on", "2026-02-01T23:00:00Z": "",
		"2027-02-02T22:59:59Z": "", "2027-02-02T23:00:00Z": "it held until 2027-02-02T22:59:59Z",
	} {
		when, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Check(token, nil, when); (err == nil) != (says == "") || err != nil && err.Error() != says {
			t.Errorf("at %s: %v", at, err)
		}
	}
}

// TestDID holds did:key to the name that the key of RFC 8032's and RFC 8037's examples has.
func TestDID(t *testing.T) {
	key, err := encoding.DecodeString("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
	if err != nil {
		t.Fatal(err)
	}
	const did = "did:key:z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw"
	if got := DID(key); got != did {
		t.Errorf("got %s", got)
	}
	if !keyOf(did).Equal(ed25519.PublicKey(key)) {
		t.Error("it is not read back")
	}
	for _, bad := range []string{"", "did:key:", "did:key:z", did[:len(did)-1], did + "1", "did:web:example.com", strings.Replace(did, "z6Mk", "z6Ls", 1), strings.Replace(did, "w", "0", 1)} {
		if keyOf(bad) != nil {
			t.Errorf("%q is read as a key", bad)
		}
	}
}

// TestJWS reads the signature of RFC 8037, A.4.
func TestJWS(t *testing.T) {
	const token = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc." +
		"hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
	key, err := encoding.DecodeString("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
	if err != nil {
		t.Fatal(err)
	}
	_, body, input, sig, err := split(token)
	if err != nil || string(body) != "Example of Ed25519 signing" || !ed25519.Verify(key, input, sig) {
		t.Errorf("%q, %v", body, err)
	}
}
