// Package sshsig makes and checks the signatures of records: SSHSIG in the namespace "sojt" with
// sha512 (INTEGRITY 3), which stock ssh-keygen -Y verify checks too.
//
// It sees bytes and keys. It knows no record, no person and no time: whose key it is, and whether it
// counted on that day, is for the caller to say. The environment, files and questions to a person
// are handed in, and no key material is ever written or put into a message.
//
// A public key is written everywhere as package competency reads it: its type, a blank and its
// base64, without a comment. A signature is the binary form here; FromBase64 and Base64 are its form
// in a record, Armour and Dearmour the one in a file.
//
// Verify is stricter than ssh-keygen, never laxer: for each payload and key there is one way to
// write a signature's parts, so that nothing can be hidden in it. Signatures are no identity all the
// same: of ECDSA, (r, s) and (r, n-s) are both good.
package sshsig
