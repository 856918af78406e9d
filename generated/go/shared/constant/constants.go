package constant

// MessageBatchDeleted is always "message_batch_deleted".
type MessageBatchDeleted string

// Default returns the value of the constant.
func (MessageBatchDeleted) Default() MessageBatchDeleted { return "message_batch_deleted" }

// MarshalJSON writes the constant.
func (c MessageBatchDeleted) MarshalJSON() ([]byte, error) { return marshal(c) }
