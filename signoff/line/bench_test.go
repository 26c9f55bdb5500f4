package line

import (
	"strings"
	"testing"
)

// BenchmarkDigest is that of a line of usual length.
func BenchmarkDigest(b *testing.B) {
	payload := `{"v":1,"note":"` + strings.Repeat("x", 400) + `"}`
	b.SetBytes(int64(len(payload)))
	b.ReportAllocs()
	for b.Loop() {
		Digest(payload)
	}
}
