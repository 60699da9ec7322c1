// Package ext stands in for the extension points that Traefik's open edition leaves empty.
package ext

type HTTP struct{}

type Router struct{}
