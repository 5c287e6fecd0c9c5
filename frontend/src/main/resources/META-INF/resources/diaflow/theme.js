// Light, dark, or as the system says: chosen once, kept by the browser.
(() => {
  'use strict';
  const KEY = 'diaflow.theme';
  const SCHEMES = { system: 'light dark', light: 'light', dark: 'dark' };
  const stored = () => {
    try {
      return localStorage.getItem(KEY) || 'system';
    } catch {
      return 'system';
    }
  };
  const apply = (theme) => {
    document.documentElement.style.colorScheme = SCHEMES[theme] || SCHEMES.system;
    return theme;
  };
  window.diaflowTheme = {
    current: stored,
    choose(theme) {
      try {
        localStorage.setItem(KEY, theme);
      } catch {
        // a browser that keeps nothing still shows the theme
      }
      return apply(theme);
    },
  };
  apply(stored());
})();
