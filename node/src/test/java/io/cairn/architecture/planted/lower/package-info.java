/** Half of a planted cycle of packages. */
@NullMarked
package io.cairn.architecture.planted.lower;

import org.jspecify.annotations.NullMarked;
