//go:build interop

package main

import (
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestInteropPaper reads back filled-in sheets that LibreOffice saved: testdata/paper.
func TestInteropPaper(t *testing.T) {
	source, err := filepath.Abs("testdata/program")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/paper",
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("PROGRAM_SOURCE", source)
			return setUp(e)
		},
		Cmds: scriptCommands(),
	})
}
