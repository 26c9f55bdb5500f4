package signoff

import (
	"encoding/base64"
	"strings"

	"sojt/signoff/line"
)

// keyType enters the learner's own SSH key: type and base64, without a comment. "verified" says how
// the coordinator made sure whose it is.
var keyType = Type{Name: KeyRecord, By: ByCoordinator, fields: func(r *Record, f *line.Fields) {
	f.Must().Text("key", &r.Key)
	f.Check(r.Key == "" || isPublicKey(r.Key), line.Canon, `"key" is not an SSH public key`,
		`write its type and its base64, as in "ssh-ed25519 AAAA...", without a comment`)
	f.Must().Text("verified", &r.Verified)
}}

// isPublicKey reports whether s looks like a public key; whether it is one that sojt accepts is for
// package sshsig to say.
func isPublicKey(s string) bool {
	algorithm, blob, ok := strings.Cut(s, " ")
	if !ok || algorithm == "" {
		return false
	}
	raw, err := base64.StdEncoding.Strict().DecodeString(blob)
	return err == nil && len(raw) > 4 && !strings.ContainsAny(blob, "\r\n")
}
