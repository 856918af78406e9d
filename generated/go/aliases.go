package anthropic

import (
	"github.com/anthropics/anthropic-sdk-go/internal/apierror"
	"github.com/anthropics/anthropic-sdk-go/packages/param"
)

// Error is an answer of the API that is no success. Find it with [errors.As].
type Error = apierror.Error

type paramObj = param.APIObject

type paramUnion = param.APIUnion
