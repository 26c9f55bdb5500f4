package badge

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// notRead are samples that are wrong in what is not read here, or of a kind that is not: proofs other than a
// JWT, endorsements, and revocations that have to be looked up. simple-noproof.json has no achievement, which
// 1EdTech's own schema asks for.
var notRead = []string{"err-proof-", "endorsement-", "credential-status-revoked", "noproof"}

// TestSamples judges the samples of 1EdTech as they are named: *-err-* are not good.
func TestSamples(t *testing.T) {
	root := os.Getenv("SOJT_REALDATA")
	if root == "" {
		t.Skip("not run: SOJT_REALDATA does not say where the material is")
	}
	names, err := filepath.Glob(filepath.Join(root, "openbadges3", "ob30", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	read := map[bool]int{}
	for _, name := range names {
		short := filepath.Base(name)
		skip := false
		for _, part := range notRead {
			skip = skip || strings.Contains(short, part)
		}
		if skip {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		c, err := readObject(data)
		if err == nil {
			year := 2026
			if short == "complete_v1.json" { // which ended in 2020
				year = 2015
			}
			err = judge(c, time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC))
		}
		good := !strings.Contains(short, "-err-")
		read[good]++
		if (err == nil) != good {
			t.Errorf("%s: %v", short, err)
		}
	}
	if read[true] < 9 || read[false] < 12 {
		t.Errorf("read %v", read)
	}
}
