// Package html writes pages as documents for a browser: one file each, which asks nobody for anything.
package html
