package main

import (
	"context"
	"os"
	"path/filepath"

	"sojt/signoff/git"
)

// commit makes the folder a repository with one commit of everything in it. Who commits is made up and
// the user's settings are left out, so that the commit's tree follows from the flags; its time is now.
func commit(ctx context.Context, dir string, environ []string) error {
	environ = append(environ, "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=Plant", "GIT_AUTHOR_EMAIL="+email("plant"),
		"GIT_COMMITTER_NAME=Plant", "GIT_COMMITTER_EMAIL="+email("plant"))
	repo, err := git.Init(ctx, dir, environ)
	if err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	var paths []string
	for _, e := range entries {
		if e.Name() != ".git" {
			paths = append(paths, filepath.Base(e.Name()))
		}
	}
	return repo.Commit(ctx, "a program of three years\n", paths...)
}
