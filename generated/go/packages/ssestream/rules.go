package ssestream

// rules say what is done with events: the first that an event matches holds, and one that matches none is left out.
var rules = []rule{}
