<?php
// Silence: nothing is listed here.
