// Package git runs the git program for sojt: the only package that starts processes to do so.
//
// It knows commits, blobs, the index and the state of a clone; it knows no record and no rule.
// Reading runs nothing that a clone's own configuration names, whoever prepared the clone: the
// commands, options and environment are those of INTEGRITY 7. Writing is `git add` and `git commit
// --only` of named paths, so that hooks, signing and identity behave as the user set them.
//
// Every path given to a Repo or got from it is slash-separated and relative to the program's
// folder, the one Open was given; paths relative to the work tree's top do not leave the package.
//
//	repo, err := git.Open(ctx, dir, os.Environ())
//	head, err := repo.Head(ctx)
//	err = repo.Commit(ctx, "enroll: ana as cook", "learners/ana.yaml")
package git
