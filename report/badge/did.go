package badge

import (
	"crypto/ed25519"
	"math/big"
	"strings"
)

const didKey = "did:key:z"

// DID is the did:key of a key: an issuer's name that carries the key itself (W3C did:key, multicodec
// ed25519-pub in base58btc).
func DID(key ed25519.PublicKey) string {
	return didKey + base58(append([]byte{0xed, 0x01}, key...))
}

// keyOf reads the key out of a did:key; nil where it is none of Ed25519.
func keyOf(did string) ed25519.PublicKey {
	text, ok := strings.CutPrefix(did, didKey)
	if !ok || len(text) > 64 {
		return nil
	}
	n := new(big.Int)
	for i := range len(text) {
		digit := strings.IndexByte(alphabet58, text[i])
		if digit < 0 {
			return nil
		}
		n.Add(n.Mul(n, big.NewInt(58)), big.NewInt(int64(digit)))
	}
	raw := n.Bytes()
	if len(raw) != 2+ed25519.PublicKeySize || raw[0] != 0xed || raw[1] != 0x01 {
		return nil
	}
	return raw[2:]
}

const alphabet58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

// base58 writes a number that does not begin with a zero byte.
func base58(raw []byte) string {
	n, mod, base := new(big.Int).SetBytes(raw), new(big.Int), big.NewInt(58)
	var digits []byte
	for n.Sign() > 0 {
		n.DivMod(n, base, mod)
		digits = append([]byte{alphabet58[mod.Int64()]}, digits...)
	}
	return string(digits)
}
