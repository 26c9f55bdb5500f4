// Package disk is the program's folder: reading, locking, appending, replacing. Every write into
// the program goes through it.
//
// It touches regular files only and follows no link, neither at the end of a path nor on the way
// (INTEGRITY 1, L19); nothing outside the folder can be reached. It knows bytes and names, no record.
// Paths are slash-separated and relative to the folder.
//
//	root, err := disk.Open(dir)
//	lock, err := disk.Exclusive(ctx, filepath.Join(repo.Common, disk.LockName), "signoff", disk.Waiting{})
//	edit, err := root.Edit("learners/ana.yaml")
//	err = edit.Append([]byte("- {...}\n")) // and edit.Undo() puts the file back
package disk
