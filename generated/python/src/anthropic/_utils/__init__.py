"""The helpers that generated code and the runtime share, and some that users import from here."""

from typing import TYPE_CHECKING

from .._lazy import borrowed_names
from ._datetime_parse import parse_date as parse_date
from ._datetime_parse import parse_datetime as parse_datetime
from ._extract_files import extract_files as extract_files
from ._forms import multipart_parts as multipart_parts
from ._forms import optional_body as optional_body
from ._forms import whole_body as whole_body
from ._guards import deepcopy_minimal as deepcopy_minimal
from ._guards import is_dict as is_dict
from ._guards import is_given as is_given
from ._guards import is_iterable as is_iterable
from ._guards import is_list as is_list
from ._guards import is_mapping as is_mapping
from ._guards import is_sequence as is_sequence
from ._guards import is_tuple as is_tuple
from ._guards import strip_not_given as strip_not_given
from ._guards import strip_omitted as strip_omitted
from ._header_params import header_params as header_params
from ._header_params import joined as joined
from ._path import endpoint_path as endpoint_path
from ._path import path_template as path_template
from ._property_info import PropertyInfo as PropertyInfo
from ._proxy import LazyProxy as LazyProxy
from ._required_args import required_args as required_args
from ._styles import Styled as Styled
from ._styles import cookie_header as cookie_header
from ._styles import styled_items as styled_items
from ._sync import asyncify as asyncify
from ._transform import async_maybe_transform as async_maybe_transform
from ._transform import async_transform as async_transform
from ._transform import maybe_transform as maybe_transform
from ._transform import transform as transform
from ._typing import extract_type_arg as extract_type_arg
from ._typing import extract_type_var_from_base as extract_type_var_from_base
from ._typing import is_annotated_type as is_annotated_type
from ._typing import is_iterable_type as is_iterable_type
from ._typing import is_list_type as is_list_type
from ._typing import is_literal_type as is_literal_type
from ._typing import is_required_type as is_required_type
from ._typing import is_sequence_type as is_sequence_type
from ._typing import is_type_alias_type as is_type_alias_type
from ._typing import is_typeddict as is_typeddict
from ._typing import is_typevar as is_typevar
from ._typing import is_union_type as is_union_type
from ._typing import strip_annotated_type as strip_annotated_type

if TYPE_CHECKING:
    from .._files import file_from_path as file_from_path
    from .._platform import get_async_library as get_async_library
    from ._logs import SensitiveHeadersFilter as SensitiveHeadersFilter
    from ._reflection import assert_signatures_in_sync as assert_signatures_in_sync
    from ._reflection import function_has_argument as function_has_argument
    from ._streams import consume_async_iterator as consume_async_iterator
    from ._streams import consume_sync_iterator as consume_sync_iterator
    from ._typing import get_args as get_args
    from ._typing import get_origin as get_origin
    from ._typing import is_union as is_union
    from ._utils import coerce_boolean as coerce_boolean
    from ._utils import coerce_float as coerce_float
    from ._utils import coerce_integer as coerce_integer
    from ._utils import flatten as flatten
    from ._utils import get_required_header as get_required_header
    from ._utils import is_mapping_t as is_mapping_t
    from ._utils import is_sequence_t as is_sequence_t
    from ._utils import is_tuple_t as is_tuple_t
    from ._utils import json_safe as json_safe
    from ._utils import lru_cache as lru_cache
    from ._utils import maybe_coerce_boolean as maybe_coerce_boolean
    from ._utils import maybe_coerce_float as maybe_coerce_float
    from ._utils import maybe_coerce_integer as maybe_coerce_integer
    from ._utils import removeprefix as removeprefix
    from ._utils import removesuffix as removesuffix
else:
    __getattr__, __dir__ = borrowed_names(
        __name__,
        {
            ".._files": "file_from_path",
            ".._platform": "get_async_library",
            "._logs": "SensitiveHeadersFilter",
            "._reflection": "assert_signatures_in_sync function_has_argument",
            "._streams": "consume_async_iterator consume_sync_iterator",
            "._typing": "get_args get_origin is_union",
            "._utils": (
                "coerce_boolean coerce_float coerce_integer flatten get_required_header is_mapping_t is_sequence_t "
                "is_tuple_t json_safe lru_cache maybe_coerce_boolean maybe_coerce_float maybe_coerce_integer "
                "removeprefix removesuffix"
            ),
        },
    )
