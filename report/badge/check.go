package badge

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Checked is what a badge says, once its signature fits.
type Checked struct {
	ID, Name    string
	Issuer      string // id
	IssuerName  string
	From, Until time.Time // a zero Until is none
	Holder      string    // in words
	Key         ed25519.PublicKey
	Proved      bool // that the key is the issuer's: its name is the key, or it is the one that was given
}

// Most is how long a badge may be.
const Most = 1 << 20

// ErrUnsigned is a badge whose signature does not fit what it says, or is by another key than the issuer's.
var ErrUnsigned = errors.New("what it says, or its signature, was changed since it was issued, or another key signed it")

// Check reads a badge as Seal writes it, and judges signature, form and time. trusted is the issuer's key where
// it is known otherwise; nil takes the one in the badge, which then proves nothing but that the badge is whole, unless the issuer is
// a did:key.
func Check(token string, trusted ed25519.PublicKey, now time.Time) (*Checked, error) {
	head, body, input, sig, err := split(token)
	if err != nil {
		return nil, err
	}
	c, err := readObject(body)
	if err != nil {
		return nil, fmt.Errorf("what it says: %w", err)
	}
	x := &Checked{ID: idOf(c), Issuer: idOf(c["issuer"])}
	if x.Key, err = keyIn(head); err != nil {
		return nil, err
	}
	own := keyOf(x.Issuer)
	switch {
	case own != nil && (x.Key != nil && !own.Equal(x.Key) || trusted != nil && !own.Equal(trusted)):
		return nil, ErrUnsigned
	case own != nil:
		x.Key = own
	case trusted != nil:
		x.Key = trusted
	}
	if x.Proved = own != nil || trusted != nil; x.Key == nil {
		return nil, errors.New("it does not carry the key that signed it: give the issuer's with --key")
	}
	if !ed25519.Verify(x.Key, input, sig) {
		return nil, ErrUnsigned
	}
	if err := claims(c); err != nil {
		return nil, err
	}
	if err := judge(c, now); err != nil {
		return nil, err
	}
	x.describe(c)
	return x, nil
}

// split takes a compact JWS apart (RFC 7515, 7.1).
func split(token string) (head node, body, input, sig []byte, err error) {
	parts := strings.Split(strings.TrimSpace(token), ".")
	if len(token) > Most || len(parts) != 3 {
		return nil, nil, nil, nil, errors.New("expected a badge as a JWT: three parts of base64url with dots between")
	}
	var raw [3][]byte
	for i, p := range parts {
		if raw[i], err = encoding.DecodeString(p); err != nil || strings.ContainsAny(p, "\r\n") {
			return nil, nil, nil, nil, fmt.Errorf("part %d of 3 is no base64url", i+1)
		}
	}
	if head, err = readObject(raw[0]); err != nil {
		return nil, nil, nil, nil, fmt.Errorf("its header: %w", err)
	}
	if head["alg"] != "EdDSA" || head["crit"] != nil {
		return nil, nil, nil, nil, fmt.Errorf("it is signed by %q, and only EdDSA is checked here", fmt.Sprint(head["alg"]))
	}
	return head, raw[1], []byte(parts[0] + "." + parts[1]), raw[2], nil
}

// keyIn is the key that a header carries; nil where it carries none.
func keyIn(head node) (ed25519.PublicKey, error) {
	kid, _ := head["kid"].(string)
	did, _, _ := strings.Cut(kid, "#")
	fromKid := keyOf(did)
	j, ok := head["jwk"].(node)
	if !ok {
		return fromKid, nil
	}
	x, _ := j["x"].(string)
	key, err := encoding.DecodeString(x)
	if err != nil || len(key) != ed25519.PublicKeySize || j["kty"] != "OKP" || j["crv"] != "Ed25519" || j["d"] != nil {
		return nil, errors.New("the key in its header is no public key of Ed25519")
	}
	if fromKid != nil && !fromKid.Equal(ed25519.PublicKey(key)) {
		return nil, errors.New("its header names two keys")
	}
	return key, nil
}

// claims holds what the JWT says again against what the credential says (OB 3.0, 8.2).
func claims(c node) error {
	from, until, err := span(c)
	if err != nil {
		return err
	}
	differ := func(claim, key string) error {
		return fmt.Errorf("its claim %s is %q, which is not its %s", claim, fmt.Sprint(c[claim]), key)
	}
	seconds := func(v any, t time.Time) bool { n, ok := v.(float64); return ok && n == float64(t.Unix()) }
	switch {
	case c["iss"] != idOf(c["issuer"]):
		return differ("iss", "issuer")
	case c["jti"] != idOf(c):
		return differ("jti", "id")
	case c["sub"] != nil && c["sub"] != idOf(c["credentialSubject"]):
		return differ("sub", "credentialSubject.id")
	case !seconds(c["nbf"], from):
		return differ("nbf", "validFrom")
	case until.IsZero() != (c["exp"] == nil) || !until.IsZero() && !seconds(c["exp"], until):
		return differ("exp", "validUntil")
	}
	return nil
}

func (x *Checked) describe(c node) {
	x.Name, _ = c["name"].(string)
	if issuer, ok := c["issuer"].(node); ok {
		x.IssuerName, _ = issuer["name"].(string)
	}
	x.From, x.Until, _ = span(c)
	for _, found := range reach(c, []string{"credentialSubject", "identifier"}) {
		n := found.(node) // typed already
		x.Holder = fmt.Sprintf("%v %v", n["identityType"], n["identityHash"])
		if n["salt"] != nil {
			x.Holder += fmt.Sprintf(", salt %v", n["salt"])
		}
	}
}
