package sample_test

import (
	"bessemer.invalid/module/internal/apierror"
	"bessemer.invalid/module/packages/param"
)

// Error is an answer of the API that is no success. Find it with [errors.As].
type Error = apierror.Error

type paramObj = param.APIObject

type paramUnion = param.APIUnion
