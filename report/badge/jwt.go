package badge

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"strings"

	"sojt/report/safe"
)

// header is the JOSE header. The key stands in it, and kid says where it comes from in a did:key.
type header struct {
	Alg string `json:"alg"`
	Typ string `json:"typ"`
	Kid string `json:"kid,omitempty"`
	JWK jwk    `json:"jwk"`
}

// jwk is a public key of Ed25519 (RFC 8037).
type jwk struct {
	Kty string `json:"kty"`
	Crv string `json:"crv"`
	X   string `json:"x"`
}

var encoding = base64.RawURLEncoding.Strict()

// Key is what Seal needs of an issuer's key.
type Key struct {
	Public ed25519.PublicKey
	Sign   func(ctx context.Context, input []byte) ([]byte, error)
}

// Seal signs a credential as a compact JWS (RFC 7515). EdDSA has no randomness, so the same credential
// and key give the same bytes.
func Seal(ctx context.Context, key Key, c Credential) (string, error) {
	h := header{Alg: "EdDSA", Typ: "JWT", JWK: jwk{"OKP", "Ed25519", encoding.EncodeToString(key.Public)}}
	if did := DID(key.Public); c.Issued == did {
		h.Kid = did + "#" + did[len("did:key:"):]
	}
	head, err := plainJSON(h)
	if err != nil {
		return "", err
	}
	body, err := c.JSON()
	if err != nil {
		return "", err
	}
	input := encoding.EncodeToString(head) + "." + encoding.EncodeToString(body)
	sig, err := key.Sign(ctx, []byte(input))
	if err != nil {
		return "", err
	}
	return input + "." + encoding.EncodeToString(sig), nil
}

// JSON is what a badge says, as it is signed: text that would steer a terminal is escaped in it.
func (c Credential) JSON() ([]byte, error) { return plainJSON(c) }

// plainJSON leaves < > & as they are.
func plainJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return safe.AppendJSONText(nil, strings.TrimSuffix(b.String(), "\n")), nil
}
