"""The drawn icons: 16 by 16, stroke 1.6 round unless filled.

Every state has a silhouette of its own, so colour is never the only cue.
"""

from __future__ import annotations

_S = 'fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"'
_F = 'fill="currentColor"'
# the mark knocked out of a filled shape takes the colour of the ground it stands on
_K = (
    'fill="none" stroke="var(--knock,var(--surface))" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"'
)

ICONS = {
    # states of a document
    "draft": f'<circle {_S} cx="8" cy="8" r="6" stroke-dasharray="2.6 2.1"/>',
    "review": (f'<circle {_S} cx="8" cy="8" r="6"/><path {_F} d="M8 2a6 6 0 0 1 0 12z"/>'),
    "await": (
        f'<rect {_S} x="2.5" y="2.5" width="11" height="11" rx="1.5" stroke-dasharray="3.4 2.1"/>'
        f'<path {_S} d="M5 10.8h6"/>'
    ),
    "approved": (f'<rect {_F} x="1.8" y="1.8" width="12.4" height="12.4" rx="2"/><path {_K} d="M5 8.2l2.1 2.1L11 6"/>'),
    "effective": (f'<circle {_F} cx="8" cy="8" r="6.8"/><path {_K} d="M5 8.2l2.1 2.1L11 6"/>'),
    "superseded": (f'<circle {_S} cx="8" cy="8" r="6"/><path {_S} d="M5.3 8h5M8.4 6l2 2-2 2"/>'),
    "retired": (f'<circle {_S} cx="8" cy="8" r="6"/><path {_S} d="M3.9 12.1l8.2-8.2"/>'),
    # states of a qualification
    "ok": (f'<circle {_F} cx="8" cy="8" r="6.8"/><path {_K} d="M5 8.2l2.1 2.1L11 6"/>'),
    "exp": (f'<circle {_S} cx="8" cy="8" r="6"/><path {_S} d="M8 4.6V8l2.3 1.5"/>'),
    "redo": f'<path {_S} d="M13.4 6.2A5.8 5.8 0 1 0 13.8 9M13.8 2.8v3.6h-3.6"/>',
    "no": (f'<circle {_S} cx="8" cy="8" r="6"/><path {_S} d="M5.4 8h5.2"/>'),
    "rev": (
        f'<path {_F} d="M5.2 1.2h5.6l4 4v5.6l-4 4H5.2l-4-4V5.2z"/><path {_K} d="M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6"/>'
    ),
    "na": f'<circle {_F} cx="8" cy="8" r="1.4"/>',
    # marks and acts
    "key": f'<rect {_F} x="3.2" y="3.2" width="9.6" height="9.6" rx="1.6" transform="rotate(45 8 8)"/>',
    "rbar": f'<rect {_F} x="6.2" y="1.5" width="3.6" height="13" rx="1.2"/>',
    "warn": (f'<path {_S} d="M8 2.2 14.6 13.6H1.4zM8 6.4v3.2"/><circle {_F} cx="8" cy="11.6" r=".9"/>'),
    "info": (f'<circle {_S} cx="8" cy="8" r="6.2"/><path {_S} d="M8 7.4v3.6"/><circle {_F} cx="8" cy="5" r=".9"/>'),
    "check": f'<path {_S} d="M3 8.6l3.2 3.2L13 5"/>',
    "x": f'<path {_S} d="M4 4l8 8M12 4l-8 8"/>',
    "right": f'<path {_S} d="M3 8h9.5M9 4.5 12.5 8 9 11.5"/>',
    "up": f'<path {_S} d="M8 13V3.5M4.5 7 8 3.5 11.5 7"/>',
    "down": f'<path {_S} d="M8 3v9.5M4.5 9 8 12.5 11.5 9"/>',
    "chev": f'<path {_S} d="M6 3.5 10.5 8 6 12.5"/>',
    "chevd": f'<path {_S} d="M3.5 6 8 10.5 12.5 6"/>',
    "grip": (
        f'<circle {_F} cx="5.5" cy="3.5" r="1.25"/>'
        f'<circle {_F} cx="5.5" cy="8" r="1.25"/>'
        f'<circle {_F} cx="5.5" cy="12.5" r="1.25"/>'
        f'<circle {_F} cx="10.5" cy="3.5" r="1.25"/>'
        f'<circle {_F} cx="10.5" cy="8" r="1.25"/>'
        f'<circle {_F} cx="10.5" cy="12.5" r="1.25"/>'
    ),
    "clock": (f'<circle {_S} cx="8" cy="8" r="6.2"/><path {_S} d="M8 4.6V8l2.3 1.5"/>'),
    "print": f'<path {_S} d="M4.5 6V2h7v4M4.5 12H2.2V6h11.6v6h-2.3M4.5 9.8h7V14h-7z"/>',
    "dl": f'<path {_S} d="M8 2v8M4.6 6.8 8 10.2l3.4-3.4M2.5 13.5h11"/>',
    "search": (f'<circle {_S} cx="7" cy="7" r="4.6"/><path {_S} d="M10.5 10.5 14 14"/>'),
    "filter": f'<path {_S} d="M2 3.5h12M4.5 8h7M6.8 12.5h2.4"/>',
    "globe": (
        f'<circle {_S} cx="8" cy="8" r="6.2"/>'
        f'<path {_S} d="M1.8 8h12.4M8 1.8c2.4 2 2.4 10.4 0 12.4M8 1.8c-2.4 2-2.4 10.4 0 12.4"/>'
    ),
    "lock": f'<path {_S} d="M3.5 7.2h9v6.6h-9zM5.4 7V5a2.6 2.6 0 0 1 5.2 0v2"/>',
    "pen": f'<path {_S} d="M2.5 13.5l.7-3 7.6-7.6 2.3 2.3-7.6 7.6zM9.3 4.4l2.3 2.3"/>',
    "flag": f'<path {_S} d="M3.5 14V2.5h8l-1.6 3 1.6 3h-8"/>',
    "link": (
        f'<path {_S} d="M6.6 9.4a2.7 2.7 0 0 0 3.9 0l2.3-2.3a2.75 2.75 0 0 0-3.9-3.9l-.8.8'
        'M9.4 6.6a2.7 2.7 0 0 0-3.9 0L3.2 8.9a2.75 2.75 0 0 0 3.9 3.9l.8-.8"/>'
    ),
    "ext": f'<path {_S} d="M6.5 3H3v10h10V9.5M9.5 3H13v3.5M13 3 7.5 8.5"/>',
    "eye": (
        f'<path {_S} d="M1.5 8S4 3.6 8 3.6 14.5 8 14.5 8 12 12.4 8 12.4 1.5 8 1.5 8z"/>'
        f'<circle {_S} cx="8" cy="8" r="1.9"/>'
    ),
    "hist": f'<path {_S} d="M2.6 9A5.5 5.5 0 1 0 3.4 5M2.2 2.8V6h3.2M8 5.2V8l2 1.3"/>',
    "copy": f'<path {_S} d="M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3"/>',
    "load": f'<path {_S} d="M8 2a6 6 0 1 1-6 6"/>',
    "cloud": f'<path {_S} d="M4.6 12.5a3 3 0 0 1-.4-6 4 4 0 0 1 7.7.6 2.75 2.75 0 0 1-.5 5.4zM6.2 9.4l1.4 1.4 '
    '2.4-2.6"/>',
    "off": (
        f'<path {_S} d="M4.6 12.5a3 3 0 0 1-.4-6 4 4 0 0 1 1.2-1.9M8.6 3.7a4 4 0 0 1 3.3 3.4 2.75 2.75 0 0 1 1.2 '
        '4.6M2.5 2l11.5 11.5"/>'
    ),
    "today": (
        f'<path {_S} d="M2.5 3.5h11v10h-11zM2.5 6.5h11M5.3 2v2.4M10.7 2v2.4"/><circle {_F} cx="8" cy="10" r="1.3"/>'
    ),
    "book": (
        f'<path {_S} d="'
        "M8 4c-1.6-1.2-3.6-1.4-5.8-1.2v9.4C4.4 12 6.4 12.3 8 13.5c1.6-1.2 3.6-1.5 5.8-1.3V2.8C11.6 2.6 9.6 2.8 8 4zM8 "
        '4v9.5"/>'
    ),
    "doc": f'<path {_S} d="M3.5 1.8h6l3 3v9.4h-9zM9.5 1.8v3h3M5.8 8h4.4M5.8 10.8h4.4"/>',
    "user": (f'<circle {_S} cx="8" cy="5.2" r="2.8"/><path {_S} d="M2.6 14c.4-3 2.5-4.6 5.4-4.6s5 1.6 5.4 4.6"/>'),
    "grid": (f'<path {_S} d="M2.2 2.2h11.6v11.6H2.2zM2.2 6h11.6M6 2.2v11.6M2.2 9.9h11.6M9.9 2.2v11.6"/>'),
    "flow": (
        f'<circle {_S} cx="3.200" cy="8" r="1.700"/><circle {_S} cx="12.800" cy="8" r="1.700"/><path {_S} d="M5 8h6"/>'
    ),
    "ja": (
        f'<path {_S} d="M2.5 4.5h7M6 2.5v2M8.3 4.5c-.8 3-3 5.2-5.6 6.5M4 7c1 1.8 2.6 3.2 4.6 4M9 13.5l2.5-6 2.5 6M9.9 '
        '11.5h3.2"/>'
    ),
    "log": f'<path {_S} d="M3 3.5h10M3 8h10M3 12.5h6"/>',
    "team": (
        f'<circle {_S} cx="6" cy="5.500" r="2.300"/>'
        f'<path {_S} d="M1.8 13c.3-2.6 1.9-4 4.2-4s3.9 1.4 4.2 4M10.6 3.5a2.2 2.2 0 0 1 0 4.1M11.8 9.3c1.4.5 2.2 1.8 '
        '2.4 3.7"/>'
    ),
    "lab": (f'<path {_S} d="M6 1.8h4M6.7 1.8V6L3 13.2c-.2.5.1 1 .7 1h8.6c.6 0 .9-.5.7-1L9.3 6V1.8M4.8 10h6.4"/>'),
    "cert": (f'<path {_S} d="M2.2 2.5h11.6v7.6H2.2zM5 5.3h6M5 7.4h3.4M9.6 8.7h3v5l-1.5-1.1-1.5 1.1z"/>'),
    "play": f'<path {_F} d="M4.5 2.6v10.8L13 8z"/>',
    "key2": (f'<circle {_S} cx="5" cy="8" r="2.800"/><path {_S} d="M7.8 8h6.2v2.4M11.4 8v1.8"/>'),
}
