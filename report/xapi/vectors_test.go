package xapi

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// TestVectors holds the judge to the statements of the ADL's conformance suite, as they are marked there.
func TestVectors(t *testing.T) {
	root := os.Getenv("SOJT_REALDATA")
	if root == "" {
		t.Skip("not run: SOJT_REALDATA does not say where the material is")
	}
	data, err := os.ReadFile(filepath.Join(root, "xapi-lrs-conformance", "statements_v1_0_3.json"))
	if err != nil {
		t.Fatal(err)
	}
	var vectors []struct {
		File, Requirement, Test string
		Valid                   bool
		Statement               json.RawMessage
	}
	if err := json.Unmarshal(data, &vectors); err != nil || len(vectors) != 950 {
		t.Fatalf("%d vectors: %v", len(vectors), err)
	}
	valid := 0
	for _, v := range vectors {
		err := judge(v.Statement)
		if (err == nil) != v.Valid {
			t.Errorf("%s: %s: valid is %t and the judge says %v\n%s", v.File, v.Test, v.Valid, err, v.Statement)
		}
		if v.Valid {
			valid++
		}
	}
	if valid != 343 {
		t.Errorf("%d are valid", valid)
	}
}
